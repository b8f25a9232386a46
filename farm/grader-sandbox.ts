import { load } from './grader.ts';

export const { openSandbox } = load<typeof import('../grader/sandbox/sandbox.ts')>('sandbox/sandbox');
export const { runCalls } = load<typeof import('../grader/sandbox/run-calls.ts')>('sandbox/run-calls');
