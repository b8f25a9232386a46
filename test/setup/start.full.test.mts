import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { descendants } from '../../setup/programs/process-tree.mjs';

const root = path.resolve(import.meta.dirname, '../..');
let child: ChildProcess;
afterEach(() => child.kill('SIGTERM'));

/** Starts the lecture; resolves when the address is printed. */
async function start(...argv: string[]) {
  child = spawn(process.execPath, [path.join(root, 'bin/bayes.mjs'), 'start', '--no-browser', ...argv], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (output += text));
  const closed = once(child, 'close');
  for (;;) {
    const address = /http:\/\/\S+/.exec(output)?.[0];
    if (address && output.includes('Ctrl+C stops it')) {
      return { url: new URL(address), closed, output: () => output, family: descendants(child.pid ?? 0) };
    }
    if (child.exitCode !== null) throw new Error(`npm start ended: ${output}`);
    await sleep(20);
  }
}

const api = (url: URL, call: string, init?: RequestInit) => {
  const target = new URL(`/api/${call}`, url);
  target.search = url.search;
  return fetch(target, init);
};

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('npm start', () => {
  it('opens the lecture with one kernel, and Ctrl+C leaves no process', async () => {
    const { url, closed, output } = await start('--lang', 'en');
    expect(url.pathname).toBe('/lab/tree/notebooks/en/01-bayesian-neural-networks.ipynb');
    expect((await fetch(url)).status).toBe(200);
    const specs = (await (await api(url, 'kernelspecs')).json()) as { default: string; kernelspecs: object };
    expect(specs.default).toBe('bayes-tslab');
    expect(Object.keys(specs.kernelspecs)).toEqual(['bayes-tslab']);
    expect((await api(url, 'kernels', { method: 'POST', body: '{}' })).status).toBe(201);
    const family = descendants(child.pid ?? 0);
    expect(family.length).toBeGreaterThanOrEqual(2); // JupyterLab and a kernel
    child.kill('SIGINT');
    expect((await closed)[0]).toBe(0);
    expect(family.filter(isRunning)).toEqual([]);
    expect(output()).toMatch(/JupyterLab has stopped\.\n$/);
  });

  it('opens the solved lecture', async () => {
    const { url } = await start('--lang', 'pl', '--solved');
    expect(url.pathname).toBe('/lab/tree/solutions/pl/01-bayesowskie-sieci-neuronowe.ipynb');
  });

  it('takes a free port where the one asked for is taken, and says so', async () => {
    const other = createServer().listen(0, 'localhost');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { url, output } = await start('--port', String(port));
    other.close();
    expect(url.port).not.toBe(String(port));
    expect(output()).toContain(`Port ${port} is taken; JupyterLab listens on ${url.port}.`);
  });

  it('leaves no JupyterLab behind when it is killed', async () => {
    const { family, url } = await start('--lecture', '2');
    expect(url.pathname).toMatch(/\/02-[a-z-]+\.ipynb$/);
    child.kill('SIGKILL');
    while (family.some(isRunning)) await sleep(50);
  });
});
