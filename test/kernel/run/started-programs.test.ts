import childProcess, { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { StartedPrograms } from '../../../kernel/run/started-programs';

it('ends the programs that were started since, by whatever function, and no other', async () => {
  const forever = ['-e', 'setInterval(() => {}, 1000)'];
  const before = childProcess.spawn(process.execPath, forever, { stdio: 'ignore' });
  const programs = new StartedPrograms();
  programs.follow();
  // In groups of their own, as whatever is ended here on this system.
  const options = { detached: true, stdio: 'ignore' as const };
  const started: ChildProcess[] = [
    childProcess.spawn(process.execPath, forever, options),
    childProcess.execFile(process.execPath, forever, options as object),
  ];
  const ended = childProcess.spawn(process.execPath, ['--version'], options);
  await once(ended, 'exit');
  const ends = started.map((program) => once(program, 'exit'));
  programs.end();
  for (const end of ends) expect((await end)[1]).toBe('SIGKILL');
  expect(before.exitCode ?? before.signalCode).toBe(null);
  before.kill('SIGKILL');
  await once(before, 'exit');
  programs.end(); // none is left
});
