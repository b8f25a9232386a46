import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { classWords, costsOf } from '../../bench/class-costs';
import { ClassHub } from '../../bench/class-hub';
import { runLecture, type StudentRun } from '../../bench/class-lecture';
import { askJupyter, ServerKernel } from '../../bench/server-kernel';
import type { Notebook, Output } from '../../wire/notebook';
import { cellTexts } from '../site/cell-texts.mjs';

const root = path.resolve(__dirname, '../..');
const stored = (file: string): Notebook => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const solved = stored('solutions/en/01-bayesian-neural-networks.ipynb');
const studentsFile = 'notebooks/en/01-bayesian-neural-networks.ipynb';

const errorsOf = ({ cells }: Notebook): Output[] =>
  cells.flatMap(({ outputs = [] }) => outputs.filter((output) => output.output_type === 'error'));

const waiting = { timeout: 600_000, interval: 500 };

describe('ten students under JupyterHub', () => {
  let hub: ClassHub;
  let runs: StudentRun[] = [];
  beforeAll(async () => {
    hub = await ClassHub.start({ students: 10, say: console.log });
  });
  afterAll(() => hub?.stop());

  it('open the lecture at once, run every cell, and read all its texts', async () => {
    const began = performance.now();
    runs = await Promise.all(hub.students.map((student) => runLecture(hub, student)));
    const costs = costsOf(runs, hub, (performance.now() - began) / 1000);
    console.log(classWords(costs).join('\n'));
    for (const { notebook } of runs) {
      expect(errorsOf(notebook)).toEqual([]);
      expect(cellTexts(notebook)).toEqual(cellTexts(solved));
    }
    expect(new Set(runs.map(({ pids }) => pids.kernel)).size).toBe(10);
  });

  it('have copies of the notebooks of their own', () => {
    for (const student of hub.students) {
      const file = path.join(hub.home(student), 'bayes-notebooks', studentsFile);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(stored(studentsFile));
      if (process.getuid?.() !== 0) continue;
      const uid = Number(execFileSync('id', ['-u', student], { encoding: 'utf8' }));
      expect(statSync(file).uid).toBe(uid);
    }
  });

  it.each([
    ['arrays', 'for (const hoard: Float64Array[] = []; ; ) hoard.push(new Float64Array(1e7).fill(1));'],
    ['objects', 'for (const hoard: object[] = []; ; ) hoard.push({ at: Math.random(), list: [1, 2, 3] });'],
  ])('who hoard %s are ended by their own limit, and the others live on', async (what, code) => {
    const [greedy, ...others] = runs as [StudentRun, ...StudentRun[]];
    const end = await greedy.kernel
      .execute(code)
      .then(({ status, ename, evalue }) => `${status}: ${ename}: ${evalue}`)
      .catch((error: Error) => error.message);
    console.log(`a cell that hoards ${what}: ${end}`);
    // Node asks for an array's memory and may be told no; for an object's it ends where it gets none.
    expect([
      'Cannot run the cell to its end: the kernel has ended (restarting)',
      ...(what === 'arrays' ? ['error: RangeError: Array buffer allocation failed'] : []),
    ]).toContain(end);
    for (const { kernel, pids } of others) {
      expect((await kernel.execute('const after = 1; after')).status).toBe('ok');
      expect(existsSync(`/proc/${pids.kernel}`)).toBe(true);
    }
    // The server starts a kernel that has died anew, and the student goes on.
    expect(existsSync(`/proc/${greedy.pids.server}`)).toBe(true);
    expect((await greedy.kernel.execute('1 + 1')).status).toBe('ok');
  });

  it('are told in one sentence of tensors that fill their memory, and go on', async () => {
    const [greedy] = runs as [StudentRun, ...StudentRun[]];
    const end = await greedy.kernel.execute(
      "import { tf } from 'bayes-notebooks';\nawait tf.ready();\nfor (const hoard: tf.Tensor[] = []; ; ) hoard.push(tf.ones([1e6]));",
    );
    console.log(`a cell that hoards tensors: ${end.ename}: ${end.evalue}`);
    expect(end.evalue).toMatch(/^Cannot go on: the memory of WebAssembly is full; dispose the tensors /);
    expect((await greedy.kernel.execute('1 + 1')).status).toBe('ok');
  });

  it('get a repository by nbgitpuller’s link, and keep what they have written when it changes', async () => {
    const student = hub.students[0] as string;
    const lessons = path.join(path.dirname(hub.home(student)), 'lessons');
    const git = (...args: string[]) =>
      execFileSync('git', [
        ...['-C', lessons, '-c', 'user.name=Teacher', '-c', 'user.email=t@example.org'],
        ...['-c', 'safe.directory=*'], // git asks who owns what lies on the same disk
        ...args,
      ]);
    const publish = (name: string, text: string) => {
      writeFileSync(path.join(lessons, name), text);
      git('add', '.');
      git('commit', '--quiet', '-m', name);
    };
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', lessons]);
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', student, lessons]);
    publish('exercise.txt', 'first\nsecond\nthird\n');
    const server = hub.serverOf(student);
    const pull = async () => {
      const query = new URLSearchParams({ repo: `file://${lessons}`, branch: 'main', targetpath: 'lessons' });
      const answer = await fetch(`${server.url}git-pull/api?${query}`, {
        headers: { authorization: `token ${server.token}` },
      });
      expect(await answer.text()).toContain('"phase": "finished"');
    };
    await pull();
    const own = path.join(hub.home(student), 'bayes-notebooks', 'lessons', 'exercise.txt');
    writeFileSync(own, 'first, answered\nsecond\nthird\n');
    publish('news.txt', 'a new lesson');
    await pull();
    expect(readFileSync(own, 'utf8')).toBe('first, answered\nsecond\nthird\n');
    expect(readFileSync(path.join(path.dirname(own), 'news.txt'), 'utf8')).toBe('a new lesson');
  });

  it.runIf(process.getuid?.() === 0)('log in by the password of their account, and by no other', async () => {
    const [student = '', other = ''] = hub.students;
    execFileSync('chpasswd', { input: `${student}:right\n` });
    expect(await hub.logIn(student, 'right')).toBe(302);
    expect(await hub.logIn(student, 'wrong')).toBe(403);
    expect(await hub.logIn(other, '')).toBe(403); // an account without a password
    expect(await hub.logIn('nobody-here', 'right')).toBe(403);
  });
});

describe('a class in which nobody works any more', () => {
  it('loses its kernels first, though a tab is open, then the servers whose tab is closed', async () => {
    const variables = { BAYES_HUB_IDLE_SECONDS: '20' };
    const hub = await ClassHub.start({ students: 1, variables, say: console.log });
    try {
      const student = hub.students[0] as string;
      const server = await hub.open(student);
      const kernel = await ServerKernel.open(server, studentsFile);
      expect((await kernel.execute('const kept = 1;')).status).toBe('ok');
      await vi.waitFor(
        async () => expect(await askJupyter(server, 'api/kernels?no_track_activity=1')).toEqual([]),
        waiting,
      );
      expect(await hub.hasServer(student)).toBe(true);
      await kernel.close(); // an open tab goes on asking its server
      await vi.waitFor(async () => expect(await hub.hasServer(student)).toBe(false), waiting);
    } finally {
      await hub.stop();
    }
  });
});
