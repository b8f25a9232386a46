/** The kernel's second worker, which runs the cells: a busy one blocks neither the page nor what answers it. */
import './immediate'; // before the library, which looks for it

import { CellRunner } from '../../execution/cell-runner';
import type { ToCells } from '../../execution/messages';
import { nameCellsInStacks } from '../../execution/stack-traces';
import type { Start } from '../messages';
import type { WorkerScope } from '../worker-scope';
import { connectConsole } from './console';
import { followCallbacks } from './follow-callbacks';
import { loadLibrary } from './library';
import { TabMachine } from './tab-machine';
import { listenForUncaught } from './uncaught';

const scope = self as unknown as WorkerScope<Start>;
const library = loadLibrary(new URL('.', scope.location.href).href);

scope.onmessage = ({ data: { other, flag } }: MessageEvent<Start>) => {
  const runner = new CellRunner((message) => other.postMessage(message), flag, new TabMachine(library));
  connectConsole();
  followCallbacks();
  nameCellsInStacks();
  listenForUncaught(runner);
  other.onmessage = ({ data: message }: MessageEvent<ToCells>) => {
    if (message.what === 'release') runner.release(message.slots);
    else if (message.what === 'run') void runner.run(message);
    else if (message.what === 'evaluate') void runner.evaluate(message);
    else if (message.what === 'interrupt') runner.interrupt(message.run);
  };
};
