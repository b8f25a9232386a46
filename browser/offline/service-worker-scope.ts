/** What a service worker has and a page has not: as much of it as is used here. TypeScript tells of one or the other. */
export interface ServiceWorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    /** Takes over the open pages of the site that no worker answers yet. */
    claim(): Promise<void>;
    matchAll(options: { type: 'window' }): Promise<unknown[]>;
  };
  /** Becomes the worker of the open pages at once. */
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(type: 'message', listener: (event: LastingEvent & { data: WorkerMessage }) => void): void;
}

/** An event that is over when what it waits for is. */
export interface LastingEvent {
  waitUntil(work: Promise<unknown>): void;
}

/** A page asks for a file. */
export interface RequestEvent extends LastingEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** What a service worker of this site is told: by a page what it loaded, by the worker before it that its time has come. */
export type WorkerMessage = { keep: string[] } | 'take over';
