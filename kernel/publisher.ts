import { createRequire } from 'node:module';
import type * as Zeromq from 'zeromq';

/**
 * Makes tslab's publisher keep every message.
 *
 * zeromq.js allows 512 unfinished sends, and tslab awaits none: from the 513th line of a cell on, output is
 * lost and so is the message that ends the cell. Without a timeout and a limit no send ever has to wait.
 */
export function keepEveryMessage(): void {
  // tslab's copy, which need not be ours.
  const zeromq: { Publisher: typeof Zeromq.Publisher } = createRequire(require.resolve('tslab'))('zeromq');
  const { Publisher } = zeromq;
  zeromq.Publisher = class extends Publisher {
    constructor(options?: ConstructorParameters<typeof Publisher>[0]) {
      super({ ...options, sendTimeout: 0, sendHighWaterMark: 0 });
    }
  };
}
