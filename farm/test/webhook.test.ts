import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeClass } from './class.ts';
import { grade, scratchFolder } from './farm-process.ts';
import { beginFarm } from './own-farm.ts';

const around = scratchFolder();
const { farm } = await beginFarm(afterAll);

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

  beforeAll(() => {
    writeClass(join(around, 'class'), 1);
    return new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
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
