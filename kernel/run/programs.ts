/**
 * The output of programs that cells start stands below the cell.
 *
 * A program that inherits the kernel's stdout would write on the terminal of the Jupyter server. Node cannot give a process
 * other descriptors once it runs (that takes a native addon, or a second process in front of the kernel), so the functions
 * of node:child_process are wrapped: what a program would inherit becomes a pipe, and what comes out of it is printed.
 * Pipes are there on Windows too. Nobody types into such a program: its stdin is empty.
 */
import childProcess, { type ChildProcess, type SpawnSyncReturns } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import type { Readable } from 'node:stream';
import { type Printed, redirection } from './program-streams';

type Options = Record<string, unknown>;
type Call<Result> = (...all: unknown[]) => Result;
type Result = SpawnSyncReturns<string | Buffer>;

/** Has the programs that are started from now on print below their cells. */
export function showPrograms(): void {
  const { spawn, fork, spawnSync, execSync, execFileSync } = childProcess as unknown as {
    spawn: Call<ChildProcess>;
    fork: Call<ChildProcess>;
    spawnSync: Call<Result>;
    execSync: Call<unknown>;
    execFileSync: Call<unknown>;
  };
  const wrappers = {
    spawn: (...all: unknown[]) => {
      const [given, printed] = redirected(all, optionsOf(all).stdio);
      return print(spawn(...given), printed);
    },
    fork: (...all: unknown[]) => {
      const { stdio, silent } = optionsOf(all);
      const [given, printed] = redirected(all, stdio ?? (silent ? 'pipe' : 'inherit'), ['ipc']);
      return print(fork(...given), printed);
    },
    spawnSync: (...all: unknown[]) => {
      const [given, printed] = redirected(all, optionsOf(all).stdio);
      return printResult(spawnSync(...given), printed);
    },
    // Where all goes well these two forget what came out on stderr, so that spawnSync is asked in their place.
    execSync: (...all: unknown[]) => {
      const options = optionsOf(all);
      if (redirection(options.stdio) === undefined) return execSync(...all);
      const shell = typeof options.shell === 'string' ? options.shell : true;
      return stdoutOf(wrappers.spawnSync(all[0], { ...options, shell }), String(all[0]));
    },
    execFileSync: (...all: unknown[]) => {
      if (redirection(optionsOf(all).stdio) === undefined) return execFileSync(...all);
      const command = [all[0], ...(Array.isArray(all[1]) ? all[1] : [])].join(' ');
      return stdoutOf(wrappers.spawnSync(...all), command);
    },
  };
  Object.assign(childProcess, wrappers);
  syncBuiltinESMExports(); // for packages that import them by name
}

/** Programs have arguments in an array, or none, before their options. */
function placeOfOptions(all: unknown[]): number {
  return all.findIndex((value, i) => i > 0 && Object(value) === value && !Array.isArray(value));
}

function optionsOf(all: unknown[]): Options {
  return (all[placeOfOptions(all)] ?? {}) as Options;
}

/** @returns the arguments with which the program inherits nothing, and what of it is to be printed */
function redirected(all: unknown[], stdio: unknown, extra?: string[]): [unknown[], Printed] {
  const { stdio: given, printed } = redirection(stdio, extra) ?? {};
  if (given === undefined || printed === undefined) return [all, new Map()];
  const place = placeOfOptions(all);
  // What is only passed on has no end that it may not pass.
  const options = { maxBuffer: Number.POSITIVE_INFINITY, ...optionsOf(all), stdio: given };
  return [place < 0 ? [...all, options] : all.with(place, options), printed];
}

/** What has come out of programs, in chunks, and the pipes of those that have ended. */
let chunks = 0;
const ending = new Set<Readable>();

function print(child: ChildProcess, printed: Printed): ChildProcess {
  for (const [descriptor, name] of printed) {
    const pipe = child.stdio?.[descriptor] as Readable | null | undefined;
    if (!pipe) continue; // the program could not be started
    pipe.setEncoding('utf8');
    pipe.on('data', (text: string) => {
      chunks += 1;
      process[name].write(text);
    });
    child.once('exit', () => {
      if (!pipe.closed) ending.add(pipe);
    });
    pipe.once('close', () => ending.delete(pipe));
    hide(child, descriptor);
  }
  return child;
}

/** The program says, as it would without the pipe, that nobody can read from it. */
function hide(child: ChildProcess, descriptor: number): void {
  (child.stdio as unknown[])[descriptor] = null;
  if (descriptor === 1) child.stdout = null;
  if (descriptor === 2) child.stderr = null;
}

/** After so many turns in which nothing came, a pipe is left to a program that its own program has started. */
const quietTurns = 3;
const mostTurns = 1000;

/** Waits for the last output of programs that have ended: Node tells their end at times before it has read all. */
export async function outputOfEndedPrograms(): Promise<void> {
  let [quiet, before] = [0, chunks];
  for (let turn = 0; ending.size > 0 && quiet < quietTurns && turn < mostTurns; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = chunks === before ? quiet + 1 : 0;
    before = chunks;
  }
}

function printResult(result: Result, printed: Printed): Result {
  const output = result.output as (string | Buffer | null)[] | null;
  for (const [descriptor, name] of printed) {
    const text = output?.[descriptor];
    if (text?.length) process[name].write(text);
    if (output) output[descriptor] = null;
    if (descriptor === 1) Object.assign(result, { stdout: null });
    if (descriptor === 2) Object.assign(result, { stderr: null });
  }
  return result;
}

/**
 * What `execSync` gives: https://nodejs.org/api/child_process.html#child_processexecsynccommand-options
 *
 * @throws {Error} where the program could not be started, or ended with anything but 0
 */
function stdoutOf(result: Result, command: string): unknown {
  if (result.error !== undefined) throw Object.assign(result.error, result);
  if (result.status === 0) return result.stdout;
  const said = result.stderr?.length ? `\n${result.stderr}` : '';
  throw Object.assign(new Error(`Command failed: ${command}${said}`), result);
}
