/** The files that the child's Node process is started with; nothing else of the project is shown to it. */
export const runtimeFiles = {
  /** What Node is told to run: loads the bundle by way of its compiled code. */
  boot: 'boot.js',
  /** The library, TensorFlow.js and the child's program in one file. */
  bundle: 'bundle.js',
  /** V8's compiled code of the bundle, so that a child starts in half the time. */
  code: 'bundle.code',
  /** Tries what the layers must refuse. */
  probe: 'probe.js',
  /** The system calls that bubblewrap lets the kernel refuse; there is none for an architecture that it does not know. */
  filter: 'system-calls.bpf',
  /** What the bundle was made of, to see when it is out of date. */
  manifest: 'manifest.json',
} as const;
