import childProcess, { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { StartedPrograms } from '../../../kernel/run/started-programs';

it('ends the programs that were started since, by whatever function, and no other', async () => {
  const forever = ['-e', 'setInterval(() => {}, 1000)'];
  const before = childProcess.spawn(process.execPath, forever, { stdio: 'ignore' });
  const programs = new StartedPrograms((pid) => process.kill(pid, 'SIGKILL'));
  programs.follow();
  const started: ChildProcess[] = [
    childProcess.spawn(process.execPath, forever, { stdio: 'ignore' }),
    childProcess.execFile(process.execPath, forever),
  ];
  const ended = childProcess.spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(ended, 'exit');
  const ends = started.map((program) => once(program, 'exit'));
  programs.end();
  for (const end of ends) expect((await end)[1]).toBe('SIGKILL');
  expect(before.exitCode ?? before.signalCode).toBe(null);
  before.kill('SIGKILL');
  await once(before, 'exit');
  programs.end(); // none is left
});
