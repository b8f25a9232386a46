import { expect, it } from 'vitest';
import { runTests } from './run-client';

it('jupyter console reads, completes, remembers, interrupts, asks and ends', async () => {
  expect(await runTests('in_console.py')).toEqual({
    passed: ['a_cell_asks_and_the_terminal_answers', 'a_session', 'the_history_of_a_kernel_that_runs'],
    failed: {},
    skipped: {},
  });
});
