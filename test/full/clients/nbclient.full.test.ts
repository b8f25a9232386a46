import { expect, it } from 'vitest';
import { runTests } from './run-client';

it('runs, fails, is interrupted and dies under nbclient and jupyter_client as other kernels do', async () => {
  expect(await runTests('with_nbclient.py')).toEqual({
    passed: [
      'a_kernel_that_dies',
      'a_question_that_nobody_can_answer',
      'a_question_to_the_user',
      'a_value_that_is_no_error',
      'an_error_ends_the_run',
      'an_error_that_is_expected',
      'answers_while_a_cell_loops',
      'console_clear_empties_the_output',
      'errors_are_stored_where_they_are_allowed',
      'figures_are_redrawn_in_place',
      'interrupt',
      'interrupt_on_timeout',
      'large_output_is_whole',
      'many_cells',
      'output_is_seen_while_the_cell_runs',
      'outputs_of_each_kind',
      'process_exit',
      'restart_forgets_the_names',
      'shutdown_leaves_no_process',
      'silent',
      'store_history',
      'timeout',
      'two_clients_of_one_kernel',
      'user_expressions',
    ],
    failed: {},
    skipped: {},
  });
});
