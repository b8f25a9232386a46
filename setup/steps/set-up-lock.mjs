import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProgram } from '../programs/end-program.mjs';
import { processIdentity } from '../programs/process-identity.mjs';
import { isDiskOrRights } from '../programs/setup-problem.mjs';

/** @typedef {{ pid: number, identity: string }} Process */
/** @typedef {Process & { children?: Record<string, Process> }} Holder `children`: its programs, by the step they work for */

/**
 * One set-up at a time in one project. The file names its holder, so that a lock left by a killed process is
 * recognised; it also names the programs which the holder runs, because they may outlive it and have to be ended.
 */
export class SetUpLock {
  #path;
  #self;
  /** @type {Record<string, Process>} */
  #children = {};

  /** @param {string} path of the lock file */
  constructor(path) {
    this.#path = path;
    this.#self = { pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  }

  /**
   * Waits until the lock is free, and takes it.
   * @param {(holder: Holder) => void} onWait told once whom it waits for
   */
  async acquire(onWait) {
    mkdirSync(dirname(this.#path), { recursive: true });
    for (let told = false; !this.tryAcquire(); await sleep(200)) {
      const holder = this.holder();
      if (holder && !told) onWait(holder);
      told ||= holder !== undefined;
    }
  }

  /** @returns {boolean} whether this process holds the lock now */
  tryAcquire() {
    const draft = this.#write('draft');
    try {
      linkSync(draft, this.#path); // fails where the file exists: never an empty or a half-written lock
      return true;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = this.holder();
    if (holder && !isRunning(holder)) {
      for (const child of Object.values(holder.children ?? {})) if (isRunning(child)) endProgram(child.pid);
      this.#discard(holder);
    }
    return false;
  }

  /**
   * Notes the program that runs on behalf of a step of this set-up.
   * @param {string} step
   * @param {number | undefined} pid undefined when it has ended
   */
  noteChild(step, pid) {
    const identity = pid === undefined ? undefined : processIdentity(pid);
    if (pid && identity) this.#children[step] = { pid, identity };
    else delete this.#children[step];
    if (this.holder()?.identity !== this.#self.identity) return;
    try {
      renameSync(this.#write('note'), this.#path);
    } catch (error) {
      // Nobody could catch it here; the step itself meets the full disk, and says so.
      if (!isDiskOrRights(error)) throw error;
    }
  }

  release() {
    if (this.holder()?.identity === this.#self.identity) rmSync(this.#path, { force: true });
  }

  /** @returns {Holder | undefined} undefined where nobody holds the lock */
  holder() {
    try {
      return JSON.parse(readFileSync(this.#path, 'utf8'));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
      if (error instanceof SyntaxError) return { pid: 0, identity: 'unreadable' }; // the disk was full
      throw error;
    }
  }

  /** @param {Holder} dead whose lock is taken away, unless another process was quicker */
  #discard(dead) {
    const taken = `${this.#path}.stale-${process.pid}`;
    try {
      renameSync(this.#path, taken);
      const found = JSON.parse(readFileSync(taken, 'utf8'));
      if (found.identity !== dead.identity) linkSync(taken, this.#path);
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if (!(error instanceof SyntaxError) && code !== 'ENOENT' && code !== 'EEXIST') throw error;
    } finally {
      rmSync(taken, { force: true });
    }
  }

  /** @param {string} purpose */
  #write(purpose) {
    const file = `${this.#path}.${purpose}-${process.pid}`;
    try {
      writeFileSync(file, JSON.stringify({ ...this.#self, children: this.#children }));
      return file;
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
  }
}

/** @param {Process} process */
const isRunning = ({ pid, identity }) => pid > 0 && processIdentity(pid) === identity;
