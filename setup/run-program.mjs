import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { endProgram } from './end-program.mjs';
import { root } from './project-paths.mjs';

/**
 * @typedef {object} ProgramOptions
 * @property {string} [log] file that gets the output; appended to
 * @property {string} [cwd] defaults to the project's root
 * @property {Record<string, string | undefined>} [env] added to this process's environment
 * @property {number} [limitSeconds] ended after this time; by default there is no limit
 * @property {(pid: number | undefined) => void} [onChild] told the program's number, and undefined at its end
 */

/** @typedef {{ code: number, output: string, timedOut: boolean }} ProgramResult `code` 127: it could not be started */

/**
 * Runs a program to its end, its output kept from the terminal. The program gets a process group of its own, and
 * a signal that ends this process ends the whole group, so that nothing works on unseen.
 * @param {string[]} command the program and its arguments
 * @param {ProgramOptions} [options]
 * @returns {Promise<ProgramResult>}
 */
export function runProgram(command, { log, cwd = root, env, limitSeconds, onChild } = {}) {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    if (log) mkdirSync(dirname(log), { recursive: true });
    const file = log ? createWriteStream(log, { flags: 'a' }) : undefined;
    file?.on('error', () => undefined); // a full disk: the output is still kept for the reason of the failure
    file?.write(`\n$ ${command.join(' ')}\n`);
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32' && /\.(cmd|bat)$/.test(program),
    });
    let output = '';
    let timedOut = false;
    const end = () => {
      if (child.pid) endProgram(child.pid);
    };
    /** @param {NodeJS.Signals} signal */
    const onSignal = (signal) => {
      end();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, onSignal);
    const timer =
      limitSeconds &&
      setTimeout(() => {
        timedOut = true;
        end();
      }, limitSeconds * 1000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        file?.write(text);
      });
    }
    onChild?.(child.pid);
    /** @param {number} code */
    const settle = (code) => {
      for (const signal of signals) process.off(signal, onSignal);
      if (timer) clearTimeout(timer);
      file?.end();
      onChild?.(undefined);
      resolve({ code, output, timedOut });
    };
    child.on('error', (error) => {
      output += error.message;
      settle(127);
    });
    child.on('close', (code) => settle(code ?? 1));
  });
}
