/**
 * Makes all chance that a submission can ask for repeatable: random numbers, clocks, and what the process tells of
 * itself. Each call draws anew from a seed of its own, so that the calls of a check differ from each other and a check
 * that is asked again, in another child, comes out as before.
 */
import { setSeed } from '../../../lib/random';

const { apply, construct } = Reflect;
const { isView } = ArrayBuffer;
const { parseInt: toInteger } = Number;

/** State of the generator sfc32 (C. Doty-Humphrey, PractRand): small, fast and never in a short cycle. */
let [a, b, c, counter] = [0, 0, 0, 1];

/** Milliseconds since 1970. Each look at a clock takes one: so what waits for a time to pass gets there. */
let clock = 0;

const loadingBegins = Date.UTC(2026, 0, 1);
const oneDay = 24 * 60 * 60 * 1000;

/** Begins anew with everything that is drawn. @param seed at least 24 hexadecimal digits */
export function seedChance(seed: string): void {
  [a, b, c] = [0, 8, 16].map((at) => toInteger(seed.slice(at, at + 8), 16)) as [number, number, number];
  counter = 1;
  for (let round = 0; round < 12; round++) draw();
  clock = loadingBegins + (draw() % oneDay);
  setSeed(draw());
}

/** Puts them in place, before a submission is loaded. */
export function ownChance(): void {
  Math.random = () => ((draw() >>> 5) * 2 ** 26 + (draw() >>> 6)) / 2 ** 53;
  ownCrypto();
  ownDate();
  Object.assign(process, {
    hrtime: Object.assign(hrtime, { bigint: () => BigInt(tick()) * 1_000_000n }),
    uptime: () => sinceLoading() / 1000,
    cpuUsage: () => ({ user: sinceLoading() * 1000, system: 0 }),
    memoryUsage: Object.assign(() => memory, { rss: () => memory.rss }),
  });
  for (const [name, value] of Object.entries({
    now: sinceLoading,
    timeOrigin: loadingBegins,
    mark: (markName: string) => ({
      name: markName,
      entryType: 'mark',
      startTime: sinceLoading(),
      duration: 0,
    }),
    measure: (measured: string) => ({ name: measured, entryType: 'measure', startTime: 0, duration: 1 }),
    eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
    toJSON: () => ({ timeOrigin: loadingBegins }),
  }))
    put(performance, name, value);
}

const memory = {
  rss: 2 ** 27,
  heapTotal: 2 ** 26,
  heapUsed: 2 ** 25,
  external: 2 ** 22,
  arrayBuffers: 2 ** 20,
};

/** 32 random bits. */
function draw(): number {
  const sum = (((a + b) | 0) + counter) | 0;
  counter = (counter + 1) | 0;
  a = b ^ (b >>> 9);
  b = (c + (c << 3)) | 0;
  c = ((c << 21) | (c >>> 11)) + sum;
  c |= 0;
  return sum >>> 0;
}

const tick = (): number => ++clock;
const sinceLoading = (): number => tick() - loadingBegins;

function hrtime(before: [number, number] = [0, 0]): [number, number] {
  const now = tick();
  const [seconds, nanoseconds] = [Math.floor(now / 1000) - before[0], (now % 1000) * 1e6 - before[1]];
  return nanoseconds < 0 ? [seconds - 1, nanoseconds + 1e9] : [seconds, nanoseconds];
}

function ownCrypto(): void {
  const prototype = Object.getPrototypeOf(crypto) as typeof crypto;
  const { getRandomValues } = prototype;
  put(prototype, 'getRandomValues', function (this: typeof crypto, array: Uint8Array) {
    // What is no array of integers, or too long, gets the error that it always gets.
    if (!isView(array) || array.byteLength > 65_536 || /^Float|^DataView/.test(array.constructor.name))
      return apply(getRandomValues, this, [array]);
    fill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return array;
  });
  put(prototype, 'randomUUID', () => {
    const bytes = fill(new Uint8Array(16));
    bytes[6] = ((bytes[6] as number) & 15) | 64;
    bytes[8] = ((bytes[8] as number) & 63) | 128;
    const digits = Buffer.from(bytes).toString('hex');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  });
  put(Object.getPrototypeOf(crypto.subtle), 'generateKey', async () => {
    throw new Error('Cannot make a key: the grader gives an answer no chance that it cannot repeat');
  });
}

function fill(bytes: Uint8Array): Uint8Array {
  for (let i = 0; i < bytes.length; i++) bytes[i] = draw();
  return bytes;
}

/** Dates without arguments are the clock's; all others are as they were. */
function ownDate(): void {
  const RealDate = Date;
  RealDate.now = tick;
  const own = new Proxy(RealDate, {
    construct: (target, given, newTarget) =>
      construct(target, given.length > 0 ? given : [tick()], newTarget),
    apply: () => new RealDate(tick()).toString(),
  });
  put(RealDate.prototype, 'constructor', own);
  put(globalThis, 'Date', own);
}

function put(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });
}
