import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProgram } from './end-program.mjs';
import { processIdentity } from './process-identity.mjs';

/** @typedef {{ pid: number, identity: string, child?: { pid: number, identity: string } }} Holder */

/**
 * One set-up at a time in one project. The file names its holder, so that a lock left by a killed process is
 * recognised; it also names the program which the holder runs, because that one may outlive it and has to be ended.
 */
export class SetUpLock {
  /** @param {string} path of the lock file */
  constructor(path) {
    this.path = path;
    /** @type {Holder} */
    this.self = { pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  }

  /**
   * Waits until the lock is free, and takes it.
   * @param {(holder: Holder) => void} onWait told once whom it waits for
   */
  async acquire(onWait) {
    mkdirSync(dirname(this.path), { recursive: true });
    for (let told = false; !this.tryAcquire(); await sleep(200)) {
      const holder = this.holder();
      if (holder && !told) onWait(holder);
      told ||= holder !== undefined;
    }
  }

  /** @returns {boolean} whether this process holds the lock now */
  tryAcquire() {
    const draft = this.write('draft');
    try {
      linkSync(draft, this.path); // fails where the file exists: never an empty or a half-written lock
      return true;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = this.holder();
    if (holder && !isRunning(holder)) {
      if (holder.child && isRunning(holder.child)) endProgram(holder.child.pid);
      this.discard(holder);
    }
    return false;
  }

  /**
   * Notes the program that runs on behalf of this set-up.
   * @param {number | undefined} pid undefined when it has ended
   */
  noteChild(pid) {
    const identity = pid === undefined ? undefined : processIdentity(pid);
    this.self = { ...this.self, child: pid && identity ? { pid, identity } : undefined };
    if (this.holder()?.identity === this.self.identity) renameSync(this.write('note'), this.path);
  }

  release() {
    if (this.holder()?.identity === this.self.identity) rmSync(this.path, { force: true });
  }

  /** @returns {Holder | undefined} undefined where nobody holds the lock */
  holder() {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8'));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
      if (error instanceof SyntaxError) return { pid: 0, identity: 'unreadable' }; // the disk was full
      throw error;
    }
  }

  /** @param {Holder} dead whose lock is taken away, unless another process was quicker */
  discard(dead) {
    const taken = `${this.path}.stale-${process.pid}`;
    try {
      renameSync(this.path, taken);
      const found = JSON.parse(readFileSync(taken, 'utf8'));
      if (found.identity !== dead.identity) linkSync(taken, this.path);
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if (!(error instanceof SyntaxError) && code !== 'ENOENT' && code !== 'EEXIST') throw error;
    } finally {
      rmSync(taken, { force: true });
    }
  }

  /** @param {string} purpose */
  write(purpose) {
    const file = `${this.path}.${purpose}-${process.pid}`;
    writeFileSync(file, JSON.stringify(this.self));
    return file;
  }
}

/** @param {{ pid: number, identity: string }} process */
const isRunning = ({ pid, identity }) => pid > 0 && processIdentity(pid) === identity;
