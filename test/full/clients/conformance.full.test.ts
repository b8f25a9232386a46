import { expect, it } from 'vitest';
import { runTests } from './run-client';

it('passes all of jupyter_kernel_test but what the kernel does not claim', async () => {
  expect(await runTests('conformance.py')).toEqual({
    passed: [
      'clear_output',
      'completion',
      'display_data',
      'error',
      'execute_result',
      'execute_stderr',
      'execute_stdout',
      'history',
      'inspect',
      'is_complete',
      'kernel_info',
    ],
    failed: {},
    skipped: {
      // A pager is a payload of execute_reply, which the protocol calls deprecated; a value has a cell of its own.
      pager: 'No code page something',
      // iopub_welcome wants an XPUB socket; the clients that ask for it fall back on asking until an answer comes.
      recv_iopub_welcome_msg: 'Iopub welcome messages are not supported',
    },
  });
});
