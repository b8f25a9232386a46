import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from '../project-paths.mjs';
import { endable, endProgram } from './end-program.mjs';
import { watchForStandstill } from './standstill.mjs';

/**
 * @typedef {object} ProgramOptions
 * @property {string} [log] file that gets the output; appended to
 * @property {string} [cwd] defaults to the project's root
 * @property {Record<string, string | undefined>} [env] added to this process's environment
 * @property {number} [limitSeconds] ended after this time; by default there is no limit
 * @property {number} [standstillSeconds] ended when it has moved next to nothing for so long
 * @property {(pid: number | undefined) => void} [onChild] told the program's number, and undefined at its end
 */

/** Programs that run now, by their numbers. */
const running = new Set();

/** @param {NodeJS.Signals} signal */
function onSignal(signal) {
  for (const pid of running) endProgram(pid);
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @param {number} pid */
function noteStart(pid) {
  if (running.size === 0) for (const signal of signals) process.on(signal, onSignal);
  running.add(pid);
}

/** @param {number} pid */
function noteEnd(pid) {
  if (running.delete(pid) && running.size === 0) for (const signal of signals) process.off(signal, onSignal);
}

/** @typedef {{ code: number, output: string }} ProgramResult `code` 127: it could not be started */

/**
 * Runs a program to its end, its output kept from the terminal. The program gets a process group of its own, and
 * a signal that ends this process ends the groups of all that run, so that nothing works on unseen.
 * @param {string[]} command the program and its arguments
 * @param {ProgramOptions} [options]
 * @returns {Promise<ProgramResult>}
 */
export function runProgram(command, options = {}) {
  const { log, cwd = root, env, limitSeconds, standstillSeconds, onChild } = options;
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
      ...endable(),
    });
    let output = '';
    /** @param {string} reason */
    const end = (reason) => {
      output += `\n${reason}\n`;
      file?.write(`\n${reason}\n`);
      if (child.pid) endProgram(child.pid);
    };
    if (child.pid) noteStart(child.pid);
    const timer = limitSeconds && setTimeout(() => end('ended: timed out'), limitSeconds * 1000);
    const endWatch =
      standstillSeconds && child.pid
        ? watchForStandstill(child.pid, standstillSeconds, () =>
            end(`ended: timed out, nothing has come for ${standstillSeconds} s`),
          )
        : undefined;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        file?.write(text);
      });
    }
    onChild?.(child.pid);
    /** @param {number} code */
    const settle = (code) => {
      if (child.pid) noteEnd(child.pid);
      if (timer) clearTimeout(timer);
      endWatch?.();
      file?.end();
      onChild?.(undefined);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      settle(127);
    });
    child.on('close', (code) => settle(code ?? 1));
  });
}
