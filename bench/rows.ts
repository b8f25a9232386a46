/** A peer of a row, and what our time over its time should be at most. */
export interface Peer {
  name: string;
  target?: number;
  stretch?: number;
}

/** What is measured, and beside whom. */
export interface Row {
  /** For `--only`. */
  name: string;
  title: string;
  peers: Peer[];
}

/** With two cores V8 compiles on one while the other computes; both sides compute on one thread. */
const coldPeers: Peer[] = [
  { name: 'PyTorch eager, two cores', target: 0.35 },
  { name: 'PyTorch eager, one core', target: 0.55 },
];

/** Every row of the bench with its targets: the one place to change them. */
export const benchRows = {
  sine: {
    name: 'sine',
    title: 'one step of the sine net 1-100-1, 500 points',
    peers: [
      { name: 'PyTorch eager', target: 0.4 },
      { name: 'torch.compile' },
      { name: 'JAX jit', stretch: 1 },
      { name: 'C, fused by hand' },
    ],
  },
  iris: {
    name: 'iris',
    title: 'one step of the iris net 4-100-3, 112 flowers',
    peers: [
      { name: 'PyTorch eager', target: 0.4 },
      { name: 'torch.compile' },
      { name: 'JAX jit', stretch: 1 },
    ],
  },
  coldSine: {
    name: 'cold-sine',
    title: 'the first 1,000 sine steps of a fresh process, the very first included; the time of one',
    peers: coldPeers,
  },
  coldIris: {
    name: 'cold-iris',
    title: 'the first 1,000 iris steps of a fresh process, likewise',
    peers: coldPeers,
  },
  predictions: {
    name: 'predictions',
    title: 'ten sampled predictions at 700 points, by predictWith(model, sampleWeights(model), x)',
    peers: [{ name: 'PyTorch eager', target: 0.5 }],
  },
  applied: {
    name: 'applied',
    title: 'the same ten by forward(model, x)',
    peers: [{ name: 'PyTorch eager', target: 0.5 }],
  },
  large: {
    name: 'large',
    title: 'one step of 784-512-512-10, 256 pictures, native TensorFlow',
    peers: [
      { name: 'PyTorch eager', target: 1.2, stretch: 1 },
      { name: 'torch.compile' },
      { name: 'JAX jit' },
    ],
  },
  threadsSine: {
    name: 'threads-sine',
    title: 'one step of the sine net with two threads on each side (WebAssembly computes on one)',
    peers: [{ name: 'PyTorch eager', target: 0.4 }] as [Peer],
  },
  threadsIris: {
    name: 'threads-iris',
    title: 'one step of the iris net with two threads on each side',
    peers: [{ name: 'PyTorch eager', target: 0.4 }] as [Peer],
  },
  threadsLarge: {
    name: 'threads-large',
    title: 'one step of the large net with two threads on each side, native TensorFlow',
    peers: [{ name: 'PyTorch eager', target: 1.2 }] as [Peer],
  },
  lecture: {
    name: 'lecture',
    title: 'the whole solved lecture, kernel start to last cell, both under nbclient',
    peers: [
      { name: 'Python, the same figures', target: 0.5, stretch: 0.33 },
      { name: 'Python, live figure drawn once', target: 0.5, stretch: 0.33 },
    ],
  },
  import: {
    name: 'import',
    title: 'importing the library in a fresh kernel, type check included, both under nbclient',
    peers: [{ name: 'torch in ipykernel', target: 1, stretch: 0.5 }],
  },
  grading: {
    name: 'grading',
    title: 'one submission graded, cache off, sandbox on, parent included',
    peers: [
      { name: 'nbgrader, of a class', target: 0.07 },
      { name: 'otter-grader, of a class', target: 0.03 },
      { name: 'nbgrader, alone' },
      { name: 'otter-grader, alone' },
    ],
  },
  looping: {
    name: 'looping',
    title: 'one submission that loops for ever in every check; processor time of all that it makes run',
    peers: [{ name: 'an ordinary submission', target: 20 }],
  },
  torchbnn: {
    name: 'torchbnn',
    title: "ten statistics of the lecture's two nets, trained from 20 seeds here and in torchbnn",
    peers: [],
  },
  site: {
    name: 'site',
    title: 'the site in Chromium: what a visit with the whole solved lecture sends, takes and needs',
    peers: [],
  },
  classroom: {
    name: 'classroom',
    title: 'ten students at once under JupyterHub: memory and processor time of each, what a server carries',
    peers: [],
  },
  idle: {
    name: 'idle',
    title: 'a minute in which nobody works in an open notebook: CPU of its kernel and its server',
    peers: [],
  },
  steady: { name: 'steady', title: 'tensors and memory over 100,000 steps', peers: [] },
  backends: { name: 'backends', title: 'every backend, the default beside the best', peers: [] },
  sweep: { name: 'sweep', title: 'step time against width and batch size', peers: [] },
} satisfies Record<string, Row>;

/** `at most 0.4 x: reached`; empty where the peer has neither target nor stretch. */
export function verdict(ratio: number, { target, stretch }: Peer): string {
  const one = (what: string, most?: number) =>
    most === undefined ? [] : [`${what} ${most} x: ${ratio <= most ? 'reached' : 'missed'}`];
  return [...one('at most', target), ...one('stretch', stretch)].join(', ');
}
