/** The inner loops as TypeScript sees them; a pointer is a number of bytes, a count a number of float32. */
type Pointer = number;

export function sample(n: number, mu: Pointer, logSigma: Pointer, noise: Pointer, weight: Pointer): void;
export function sampleGradient(
  n: number,
  byMu: Pointer,
  logSigma: Pointer,
  noise: Pointer,
  byLogSigma: Pointer,
): void;
export function dense(
  batch: number,
  inputs: number,
  units: number,
  x: Pointer,
  weight: Pointer,
  bias: Pointer,
  y: Pointer,
  scratch: Pointer,
): void;
export function denseInputGradient(
  batch: number,
  inputs: number,
  units: number,
  dy: Pointer,
  weight: Pointer,
  byX: Pointer,
  scratch: Pointer,
): void;
export function denseWeightGradient(
  batch: number,
  inputs: number,
  units: number,
  x: Pointer,
  dy: Pointer,
  byWeight: Pointer,
  byBias: Pointer,
  scratch: Pointer,
): void;
export function kl(
  n: number,
  mu: Pointer,
  logSigma: Pointer,
  priorMu: number,
  priorLogSigma: number,
  rootSigma: number,
): number;
export function klGradient(
  n: number,
  mu: Pointer,
  logSigma: Pointer,
  priorMu: number,
  priorLogSigma: number,
  rootSigma: number,
  dy: number,
  byMu: Pointer,
  byLogSigma: Pointer,
): void;
export function adam(
  n: number,
  value: Pointer,
  gradient: Pointer,
  mean: Pointer,
  square: Pointer,
  to: Pointer,
  rate: number,
  beta1: number,
  rest1: number,
  beta2: number,
  rest2: number,
  epsilon: number,
): void;
export function reluGradient(n: number, y: Pointer, dy: Pointer, byX: Pointer): void;
export function normals(
  state: Pointer,
  position: number,
  count: number,
  words: Pointer,
  points: Pointer,
  squares: Pointer,
  out: Pointer,
): number;
