import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportsIn } from '../../test/grader/same-reports.ts';
import { writeClass, writeEmptyClass } from './class.ts';
import { type Ended, Farm, grade, scratchFolder, start } from './farm-process.ts';
import { Postgres } from './postgres.ts';

const around = scratchFolder();
const folder = join(around, 'class');
const [out, whole] = [join(around, 'grades'), join(around, 'whole')];
let postgres: Postgres;
let farm: Farm;

beforeAll(async () => {
  postgres = await Postgres.begin();
  farm = new Farm(postgres.url());
});
afterAll(async () => {
  await farm.end();
  await postgres.stop();
});

describe('a class over a farm', () => {
  const asked = [
    ...['--overrides', join(around, 'points.csv'), '--fail-under', '3'],
    ...['gradescope', 'github', 'junit', 'markdown'].flatMap((format) => ['--format', format]),
  ];
  let ends: { submitted: Ended; early: Ended; watched: Ended; worker: Ended; collected: Ended };

  beforeAll(async () => {
    writeClass(folder, 10);
    writeFileSync(
      join(around, 'points.csv'),
      'student,exercise,points,comment\n106,exercise-1,2,read by hand\n',
    );
    writeFileSync(join(folder, 'overrides.csv'), 'student,exercise,points\n100,exercise-1,5\n');
    const submitted = await farm.run('submit', folder, '--out', out, '--seed', '7');
    const early = await farm.run('collect', '--out', out);
    await farm.rows('create user node1 in role farm_worker');
    const worker = farm.worker({ url: postgres.url('node1'), jobs: 2 });
    const watched = await farm.run('status', '--watch');
    worker.child.kill('SIGTERM');
    ends = {
      ...{ submitted, early, watched, worker: await worker.ended },
      collected: await farm.run('collect', '--out', out, ...asked),
    };
    await grade(folder, '--out', whole, '--seed', '7', ...asked);
  });

  test('has all the reports of one run here, equal but for the seconds', () => {
    expect([ends.submitted, ends.watched, ends.worker].map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ends.collected.code).toBe(1);
    expect(ends.submitted.stderr).toMatch(/Left out overrides\.csv: points given by hand are read from/);
    expect(ends.collected.stdout).toMatch(/11 submissions/);
    expect(reportsIn(out)).toEqual(reportsIn(whole));
  });

  test('grades each content once, and a worker ends when it is told to', async () => {
    const [counts] = await farm.rows(
      `select (select count(*) from farm.hand_in)::int as files, (select count(*) from farm.content)::int as contents,
       (select count(*) from farm.mark)::int as marks, (select count(*) from farm.attempt)::int as attempts`,
    );
    expect(counts).toEqual({ files: 11, contents: 7, marks: 7, attempts: 7 });
    expect(ends.worker.stdout).toMatch(/stops after .*\n.*7 hand-ins graded/);
    expect(ends.worker.stderr).toBe('');
  });

  test('is not collected before all are graded', () =>
    expect([ends.early.code, ends.early.stderr]).toEqual([
      2,
      expect.stringContaining('10 of 11 are not yet. Wait for them: npm run farm -- status'),
    ]));

  test('goes on where it is typed again: nothing is handed in, graded or reported twice', async () => {
    const again = await farm.run('submit', folder, '--out', out);
    expect([again.code, again.stdout]).toEqual([
      0,
      expect.stringContaining('11 hand-ins, 0 of them new, seed 7'),
    ]);
    const lines = readFileSync(join(out, 'journal.jsonl'), 'utf8').split('\n').length;
    expect((await farm.run('collect', '--out', out, ...asked)).code).toBe(1);
    expect(reportsIn(out)).toEqual(reportsIn(whole));
    expect(readFileSync(join(out, 'journal.jsonl'), 'utf8').split('\n').length).toBe(lines + 1); // the unreadable one
  });

  test('tells how it stands, to people and to Prometheus', async () => {
    expect(ends.watched.stdout).toMatch(/waiting \d+, running [12], done \d+, failed 0/);
    const { stdout } = await farm.run('status', '--format', 'prometheus');
    expect(stdout).toContain(`farm_hand_ins{class="${out}",state="done"} 11\n`);
    expect(stdout).toContain('# TYPE farm_marks_total counter\nfarm_marks_total{');
    for (const line of stdout.trimEnd().split('\n'))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+\{\w+="[^"]*"(?:,\w+="[^"]*")*\} \d+(?:\.\d+)?)$/);
  });

  test.each([
    ['no database', ['status'], { FARM_DB: '' }, 'FARM_DB must name its database'],
    ['an unknown command', ['grade'], {}, 'name one of submit, worker, status, retry, collect, got grade'],
    ['an option of another command', ['worker', '--out', 'x'], {}, '--out is not for farm worker'],
    ['no folder', ['collect'], {}, '--out must name the folder of the class'],
    ['a folder that is no class', ['collect', '--out', around], {}, 'no farm.json stands in it'],
    [
      'another user’s folder',
      ['collect', '--out', out],
      { BAYES_GRADER_KEY: 'another secret here' },
      'Set BAYES_GRADER_KEY',
    ],
    ['another seed', ['submit', folder, '--out', out, '--seed', '8'], {}, '7 is its own, got 8'],
  ])('%s is wrong usage', async (_, args, env, words) => {
    const { code, stderr } = await farm.start(args, env as Record<string, string>).ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

describe('what a worker may do', () => {
  const asWorker = async (text: string): Promise<string> => {
    const client = new pg.Client(postgres.url('node1'));
    await client.connect();
    return client
      .query(text)
      .then(
        ({ rowCount }) => `rows: ${rowCount}`,
        ({ message }) => message,
      )
      .finally(() => client.end());
  };

  test.each([
    ["update farm.mark set result = '{}'", 'permission denied for table mark'],
    ['delete from farm.mark', 'permission denied for table mark'],
    ['truncate farm.mark', 'permission denied for table mark'],
    ['drop table farm.mark', 'must be owner of table mark'],
    ['select student from farm.hand_in', 'permission denied for table hand_in'],
    ['delete from farm.content', 'permission denied for table content'],
    ['update farm.batch set seed = 1', 'permission denied for table batch'],
    ['update farm.fault set reason = 1', 'permission denied for table fault'],
    ['insert into farm.mark select * from farm.mark on conflict do nothing', 'rows: 0'],
    [
      'insert into farm.mark select * from farm.mark',
      'duplicate key value violates unique constraint "mark_pkey"',
    ],
    ['select bytes from farm.content limit 1', 'rows: 1'],
  ])('%s: %s', async (text, answer) => expect(await asWorker(text)).toBe(answer));

  test('not start where bubblewrap does not isolate', async () => {
    const bin = scratchFolder();
    writeFileSync(join(bin, 'bwrap'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const Path = [bin, process.env.PATH].join(delimiter);
    const { code, stderr } = await farm.worker({ env: { PATH: Path } }).ended;
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('bubblewrap must stand between an answer and the'),
    ]);
  });

  test('take nothing that was handed in to another grader, and say so', async () => {
    await farm.rows('select pgboss.create_queue(\'grade-0123\', \'{"policy":"standard","retryLimit":2}\')');
    await farm.rows("insert into pgboss.job (name, data) values ('grade-0123', '{}')");
    const worker = farm.worker();
    await worker.says(/takes none of 1 hand-ins in grade-0123: this grader is [0-9a-f]{16} on Node v/);
    worker.child.kill('SIGTERM');
    expect((await worker.ended).code).toBe(0);
    expect(await farm.rows("select state from pgboss.job where name = 'grade-0123'")).toEqual([
      { state: 'created' },
    ]);
  });
});

test('an answer cannot reach the database, which its machine can', async () => {
  const { openSandbox, runNetworkProbe } = await import('./probe.ts');
  const sandbox = await openSandbox();
  expect(await runNetworkProbe(sandbox.layers, postgres.port)).toMatch(
    /^refused: ECONNREFUSED|^refused: ENETUNREACH/,
  );
  const open = { ...sandbox.layers, bubblewrap: undefined };
  expect(await runNetworkProbe(open, postgres.port)).toBe('reached: a port of this machine');
  await sandbox.close();
});

describe('faults of the grader', () => {
  const [some, grades] = [join(around, 'some'), join(around, 'some-grades')];

  test('are tried again, then told with exit 3 and never as a zero, and once more by retry', async () => {
    writeEmptyClass(some, 2);
    await farm.run('submit', some, '--out', grades);
    const broken = farm.stub('fault');
    const watched = await farm.run('status', '--out', grades, '--watch');
    broken.child.kill('SIGTERM');
    await broken.ended;
    expect(watched.code).toBe(3);
    expect(watched.stdout).toContain(
      'failed 2\n  student-0.ipynb: the grader failed: no file descriptor is left\n',
    );
    expect(await farm.rows('select count(*)::int as tries from farm.fault group by key')).toEqual([
      { tries: 3 },
      { tries: 3 },
    ]);

    expect((await farm.run('collect', '--out', grades)).code).toBe(3);
    const { submissions } = JSON.parse(readFileSync(join(grades, 'report.json'), 'utf8'));
    for (const one of submissions)
      expect(one).toMatchObject({
        status: 'grader-fault',
        message: expect.stringContaining('no file descriptor'),
      });

    expect((await farm.run('retry')).stdout).toBe('2 hand-ins are tried again\n');
    const good = farm.worker();
    expect((await farm.run('status', '--out', grades, '--watch')).code).toBe(0);
    good.child.kill('SIGTERM');
    await good.ended;
    expect((await farm.run('collect', '--out', grades)).code).toBe(0);
  });
});

test('a hand-in over which machines die too often is the grader’s fault, not a zero, and once more by retry', async () => {
  const [deadly, grades] = [join(around, 'deadly'), join(around, 'deadly-grades')];
  writeEmptyClass(deadly, 1);
  await farm.run('submit', deadly, '--out', grades, '--seed', '11');
  const ofIt =
    "id = (select h.job from farm.hand_in h join farm.batch b on b.id = h.batch where b.seed = '11')";
  await farm.rows(`update pgboss.job set retry_limit = 0 where ${ofIt}`); // twenty deaths would take minutes
  const dies = farm.stub(60_000);
  await farm.until(`select 1 from pgboss.job where state = 'active' and ${ofIt}`);
  await farm.until("select 1 from farm.attempt a join farm.batch b on b.id = a.batch where b.seed = '11'");
  dies.child.kill('SIGKILL');
  const lives = farm.stub(0);
  const watched = await farm.run('status', '--out', grades, '--watch');
  expect([watched.code, watched.stdout]).toEqual([
    3,
    expect.stringContaining('a machine died over it too often'),
  ]);
  expect((await farm.run('collect', '--out', grades)).code).toBe(3);
  const { submissions } = JSON.parse(readFileSync(join(grades, 'report.json'), 'utf8'));
  expect(submissions).toMatchObject([
    { status: 'grader-fault', message: expect.stringContaining('a machine died over this hand-in 1 times') },
  ]);
  await farm.run('retry', '--out', grades);
  expect((await farm.run('status', '--out', grades, '--watch')).code).toBe(0);
  lives.child.kill('SIGTERM');
  await lives.ended;
});

test('a worker that is told to stop in the middle of a hand-in ends with it', async () => {
  const [one, grades] = [join(around, 'one'), join(around, 'one-grades')];
  writeEmptyClass(one, 3);
  await farm.run('submit', one, '--out', grades, '--seed', '9');
  const worker = farm.stub(1500);
  await farm.until("select 1 from farm.progress where state = 'running'");
  worker.child.kill('SIGTERM');
  const { code, stdout } = await worker.ended;
  expect([code, stdout]).toEqual([0, expect.stringContaining('1 hand-ins graded')]);
  const states = await farm.rows(
    "select state, count(*)::int as count from farm.progress p join farm.batch b on b.id = p.batch where b.seed = '9' group by state order by state",
  );
  expect(states).toEqual([
    { state: 'done', count: 1 },
    { state: 'waiting', count: 2 },
  ]);
});

describe('submit --webhook', () => {
  const secret = 'a secret of the platform';
  const posts: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    posts.push({ headers: request.headers, body: Buffer.concat(parts) });
    response.writeHead(posts.length === 1 ? 503 : 204).end();
  });
  const file = join(around, 'class', 'Student 0_100_assignsubmission_file_', 'essay.ipynb');

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => server.close());
  const submit = (more: string[] = [], env: Record<string, string> = { FARM_WEBHOOK_SECRET: secret }) =>
    farm.start(
      [
        ...['submit', file, '--out', join(around, 'hooked'), '--seed', '7'],
        ...['--webhook', `http://127.0.0.1:${(server.address() as AddressInfo).port}/done`, ...more],
      ],
      env,
    ).ended;

  test('posts a single hand-in’s report, signed, until the server takes it, and then never again', async () => {
    const worker = farm.worker();
    const { code, stdout } = await submit();
    expect([code, stdout]).toEqual([0, expect.stringContaining('essay.ipynb: delivered to http')]);
    expect(posts).toHaveLength(2);
    for (const { headers, body } of posts) {
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      expect(headers['x-bayes-signature-256']).toBe(`sha256=${signature}`);
      expect(headers['x-bayes-student']).toBe('Student%200');
    }
    const delivered = JSON.parse((posts[1] as (typeof posts)[0]).body.toString());
    const single = join(around, 'single');
    await grade(file, '--out', single, '--seed', '7', '--format', 'gradescope', '--lang', 'en');
    const local = JSON.parse(readFileSync(join(single, 'results.json'), 'utf8'));
    expect({ ...delivered, execution_time: 0 }).toEqual({ ...local, execution_time: 0 });

    expect((await submit()).code).toBe(0);
    expect(posts).toHaveLength(2);
    worker.child.kill('SIGTERM');
    await worker.ended;
  });

  test.each([
    ['no secret', [], { FARM_WEBHOOK_SECRET: '' }, 'must have at least 16 characters, got 0'],
    ['another format', ['--format', 'junit'], undefined, 'must be gradescope or github, got junit'],
  ])('with %s is wrong usage', async (_, more, env, words) => {
    const { code, stderr } = await submit(more, env);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

test('speaks by TLS where the URL says so, and to no other server', async () => {
  const keys = mkdtempSync(join(tmpdir(), 'farm-keys-'));
  chmodSync(keys, 0o755);
  for (const name of ['server', 'other'])
    execFileSync(
      'openssl',
      [
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '1',
        ],
        ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'],
        ...['-keyout', join(keys, `${name}.key`), '-out', join(keys, `${name}.crt`)],
      ],
      { stdio: 'ignore' },
    );
  const files = [join(keys, 'server.crt'), join(keys, 'server.key')] as const;
  const secure = await Postgres.begin({
    settings: ['ssl=on', `ssl_cert_file=${files[0]}`, `ssl_key_file=${files[1]}`],
    ownFiles: [...files],
  });
  const by = (name: string) =>
    new Farm(secure.url('owner', `?sslmode=verify-full&sslrootcert=${join(keys, `${name}.crt`)}`));
  try {
    mkdirSync(join(around, 'tiny'));
    writeEmptyClass(join(around, 'tiny'), 1);
    const { code } = await by('server').run(
      'submit',
      join(around, 'tiny'),
      '--out',
      join(around, 'tiny-grades'),
    );
    expect(code).toBe(0);
    const seen = await by('server').rows('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    expect(seen).toEqual([{ ssl: true }]);
    const refused = await by('other').run('status');
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('self-signed certificate')]);
  } finally {
    await secure.stop();
  }
});

const bayes = join(import.meta.dirname, '..', '..', 'bin', 'bayes.mjs');

test('npm run farm hands a signal on to its worker, and ends with it', async () => {
  const outer = start([bayes, 'farm', 'worker'], { FARM_DB: farm.url });
  await outer.says(/grader [0-9a-f]{16}, \d+ at a time/);
  outer.child.kill('SIGTERM');
  expect((await outer.ended).code).toBe(0);
});

test('npm run farm ends its worker when it is killed itself', async () => {
  const outer = start([bayes, 'farm', 'worker'], { FARM_DB: farm.url });
  await outer.says(/grader [0-9a-f]{16}, \d+ at a time/);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => parentOf(pid) === outer.child.pid);
  expect(children).toHaveLength(1);
  outer.child.kill('SIGKILL');
  await outer.ended;
  while (parentOf(children[0] as string) !== undefined)
    await new Promise((resolve) => setTimeout(resolve, 50));
});

/** A process's parent; undefined once it is gone. */
function parentOf(pid: string): number | undefined {
  try {
    return Number(/\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
