/**
 * tslab's display module, `import * as tslab from 'tslab'` in a cell, without tslab's compiler.
 *
 * Its public module loads tslab's message server, for the one variable through which it displays, and that loads the
 * converter of cells. The first and the last load tslab's fork of TypeScript, 8 MB of code, for its version alone. So
 * while tslab loads, an object with the version stands for the fork in Node's cache of modules, and an empty one for
 * the converter; afterwards nothing of tslab asks for either. Nothing else in the project reaches inside tslab.
 */
import { createRequire, Module } from 'node:module';
import { version } from 'typescript/package.json';

/** What `display.*` of tslab shows, as Jupyter's `display_data` carries it. */
export interface TslabMessage {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

interface MessageServer {
  lastWriteDisplayData: (message: TslabMessage, update?: boolean) => void;
}

/**
 * Loads tslab's display module.
 *
 * @param show shows a message below the running cell, or renews the one with the same `display_id`
 */
export function loadTslab(show: (message: TslabMessage, update: boolean) => void): object {
  const ownRequire = createRequire(__filename);
  const tslabRequire = createRequire(ownRequire.resolve('tslab'));
  const standIns = {
    [tslabRequire.resolve('@tslab/typescript-for-tslab')]: { version },
    [tslabRequire.resolve('./converter')]: {},
  };
  const { cache } = ownRequire;
  const kept = Object.keys(standIns).map((file) => [file, cache[file]] as const);
  for (const [file, exports] of Object.entries(standIns))
    cache[file] = Object.assign(new Module(file), { exports, loaded: true });
  try {
    const server = tslabRequire('./jupyter') as MessageServer;
    server.lastWriteDisplayData = (message, update = false) => show(message, update);
    return ownRequire('tslab') as object;
  } finally {
    for (const [file, module] of kept)
      if (module === undefined) delete cache[file];
      else cache[file] = module;
  }
}
