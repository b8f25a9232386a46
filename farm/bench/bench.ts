/**
 * What the farm costs, as ratios within one run: npm --prefix farm run bench [-- HAND-INS [PART]], stub, real or
 * memory. Each row says its target.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Farm, grade, type Running, scratchFolder } from '../test/farm-process.ts';
import { Postgres } from '../test/postgres.ts';

const size = Number(process.argv[2] ?? 24);
const only = process.argv[3];
const postgres = await Postgres.begin();
const farm = new Farm(postgres.url());

interface Took {
  /** From the first job that was taken to the last mark. */
  seconds: number;
  /** Of that, of one worker, not spent on a hand-in. */
  gaps: number[];
}

/** Grades a class by some workers, which are all there before it is handed in. */
async function timed(folder: string, workers: Running[]): Promise<Took> {
  await Promise.all(workers.map((worker) => worker.says(/at a time/)));
  const out = join(scratchFolder(), 'grades');
  await farm.run('submit', folder, '--out', out, '--seed', '3');
  await farm.until("select 1 from farm.progress having bool_and(state = 'done')");
  for (const worker of workers) worker.child.kill('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
  const rows = (await farm.rows(
    `select a.worker, extract(epoch from a.started)::float as started, extract(epoch from m.at)::float as marked, m.seconds
     from farm.mark m join farm.attempt a on a.batch = m.batch and a.key = m.key
     where m.batch = (select id from farm.batch order by created desc limit 1) order by a.started`,
  )) as { worker: string; started: number; marked: number; seconds: number }[];
  const gaps = rows.flatMap((row, i) => {
    const next = rows.slice(i + 1).find(({ worker }) => worker === row.worker);
    return next ? [next.marked - row.marked - next.seconds] : [];
  });
  const [first] = rows;
  return { seconds: Math.max(...rows.map(({ marked }) => marked)) - (first?.started ?? 0), gaps };
}

const solved = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../solutions/en/01-bayesian-neural-networks.ipynb'), 'utf8'),
);

/** So many notebooks, each with these cells and one of its own. */
function writeClass(folder: string, count: number, cells: unknown[]): void {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const own = { cell_type: 'code', id: 'own', metadata: {}, outputs: [], source: `const own = ${i};` };
    const text = JSON.stringify({ ...solved, cells: [{ ...own, execution_count: null }, ...cells] });
    writeFileSync(join(folder, `student-${i}.ipynb`), text);
  }
}

const many = (count: number, start: () => Running): Running[] => Array.from({ length: count }, start);

const median = (numbers: number[]): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/** CPU time of all processes of this machine but its idling, in seconds. */
function busySeconds(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + soft) / 100;
}

/** The most memory that a command had, in MB. */
async function peakOf(running: Running): Promise<number> {
  let most = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${running.child.pid}/status`, 'utf8');
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {} // it has just ended
  }, 20);
  await running.ended;
  clearInterval(watch);
  return most;
}

const row = (name: string, value: number, target: string): void =>
  console.log(`${name.padEnd(64)} ${value.toFixed(2).padStart(8)}   ${target}`);

/** Graders that sleep, so that the queue alone is measured. */
async function stubRows(): Promise<void> {
  const stubs = join(scratchFolder(), 'stubs');
  writeClass(stubs, 60, []);
  const stub = (workers: number) =>
    timed(
      stubs,
      many(workers, () => farm.stub(500)),
    );
  const one = await stub(1);
  row('two workers over one, sleeping stub', one.seconds / (await stub(2)).seconds, 'at least 1.85');
  row('four workers over one, sleeping stub', one.seconds / (await stub(4)).seconds, 'at least 3.4');
  row('between two hand-ins of a worker, stub, ms', 1000 * median(one.gaps), '');
}

/** Real answers: two workers need two cores that have nothing else to do. */
async function realRows(): Promise<void> {
  const real = join(scratchFolder(), 'real');
  writeClass(real, size, solved.cells);
  const farmed = (workers: number) =>
    timed(
      real,
      many(workers, () => farm.worker()),
    );
  let busy = busySeconds();
  const alone = await farmed(1);
  const cpu = busySeconds() - busy;
  const together = await farmed(2);
  busy = busySeconds();
  const local = await localSeconds(real, 1);
  const localCpu = busySeconds() - busy;
  row('two workers over one, real answers', alone.seconds / together.seconds, 'at least 1.6');
  row('  beside it: npm run grade, --jobs 2 over 1', local / (await localSeconds(real, 2)), '');
  const ordinary = alone.seconds / alone.gaps.length;
  row('between two hand-ins, over an ordinary one', median(alone.gaps) / ordinary, 'at most 0.1');
  row('CPU of the farm over a local run (whole machine)', cpu / localCpu, 'at most 1.15');
}

/** What a run without the farm takes, its start among it. */
async function localSeconds(folder: string, jobs: number): Promise<number> {
  const began = performance.now();
  await grade(folder, '--out', join(scratchFolder(), 'grades'), '--seed', '3', '--jobs', `${jobs}`);
  return (performance.now() - began) / 1000;
}

/** Small and large classes. */
async function memoryRows(): Promise<void> {
  const peaks: { submit: number; collect: number }[] = [];
  for (const count of [200, 5000]) {
    const [folder, out] = [join(scratchFolder(), 'class'), join(scratchFolder(), 'grades')];
    writeClass(folder, count, []);
    const submit = await peakOf(farm.start(['submit', folder, '--out', out]));
    const workers = many(4, () => farm.stub(0, 4));
    await farm.until("select 1 from farm.progress having bool_and(state = 'done')");
    for (const worker of workers) worker.child.kill('SIGTERM');
    await Promise.all(workers.map(({ ended }) => ended));
    peaks.push({ submit, collect: await peakOf(farm.start(['collect', '--out', out])) });
  }
  const [few, lots] = peaks as [(typeof peaks)[0], (typeof peaks)[0]];
  row('memory of submit, 5,000 over 200', lots.submit / few.submit, 'about 1');
  row('memory of collect, 5,000 over 200', lots.collect / few.collect, 'about 1');
  const [{ bytes = 0 } = {}] = await farm.rows('select pg_database_size(current_database())::float as bytes');
  row('database for 10,400 empty hand-ins, MB', Number(bytes) / 2 ** 20, '');
}

const parts = { stub: stubRows, real: realRows, memory: memoryRows };

try {
  const first = join(scratchFolder(), 'first');
  writeClass(first, 1, []); // workers are ready once there are tables
  await farm.run('submit', first, '--out', join(scratchFolder(), 'grades'));
  await timed(first, [farm.stub(0)]);

  for (const [name, measure] of Object.entries(parts)) if ((only ?? name) === name) await measure();
} finally {
  await farm.end();
  await postgres.stop();
}
