import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { freshCopy } from './fresh-copy.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address that `npm start` printed, and the folder that it serves. */
    lecture: { url: string; folder: string };
  }
}

/**
 * The browser tests' one server: what `npm start` runs, in a fresh copy of the project, set-up and all.
 * Vitest calls it once, before the first of them; what it returns ends the server and removes the copy.
 */
export default async function serveLecture(project: TestProject): Promise<() => Promise<void>> {
  const folder = freshCopy();
  // Not npm's variables: they speak of the process that runs the tests.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  const command = [path.join(folder, 'bin/bayes.mjs'), 'start', '--no-browser', '--lang', 'en'];
  const server = spawn(process.execPath, command, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  const closed = once(server, 'close');
  const stop = async () => {
    server.kill('SIGINT');
    await closed;
    rmSync(path.dirname(folder), { recursive: true, force: true });
  };
  while (!output.includes('Ctrl+C stops it')) {
    if (server.exitCode !== null) {
      await stop();
      throw new Error(`npm start ended with ${server.exitCode}:\n${output}`);
    }
    await sleep(50);
  }
  project.provide('lecture', { url: /http:\/\/\S+/.exec(output)?.[0] ?? '', folder });
  return stop;
}
