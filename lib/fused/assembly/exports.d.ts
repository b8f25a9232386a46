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
  relu: boolean,
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
export function klOfMeans(n: number, mu: Pointer, priorMu: number, inverseRoot: number): number;
export function klOfSigmas(n: number, logSigma: Pointer, priorLogSigma: number, slopes: Pointer): number;
export function klByMeans(
  n: number,
  mu: Pointer,
  priorMu: number,
  inverseRoot: number,
  dy: number,
  to: Pointer,
): void;
export function klBySigmas(
  n: number,
  logSigma: Pointer,
  priorLogSigma: number,
  dy: number,
  to: Pointer,
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
export function sum(n: number, one: Pointer, other: Pointer, to: Pointer): void;
export function squaredErrors(n: number, labels: Pointer, predictions: Pointer): number;
export function squaredErrorsGradient(
  n: number,
  labels: Pointer,
  predictions: Pointer,
  factor: number,
  to: Pointer,
): void;
export function crossEntropies(rows: number, classes: number, labels: Pointer, logits: Pointer): number;
export function crossEntropiesGradient(
  rows: number,
  classes: number,
  labels: Pointer,
  logits: Pointer,
  factor: number,
  to: Pointer,
): void;
export function normals(
  state: Pointer,
  position: number,
  count: number,
  words: Pointer,
  points: Pointer,
  squares: Pointer,
  out: Pointer,
): number;
