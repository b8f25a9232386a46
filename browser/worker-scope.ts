/** A worker's own side, as far as the kernel uses it: the compiler knows either a page's names or a worker's. */
export interface WorkerScope<Incoming> {
  readonly location: { readonly href: string };
  onmessage: ((event: MessageEvent<Incoming>) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}
