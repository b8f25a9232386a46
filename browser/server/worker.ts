/**
 * The kernel's first worker: it answers Jupyter's messages, holds the queue and compiles, and is never busy with a cell.
 * So Tab answers while a cell trains, and what such a cell prints is shown.
 */
import { CellCompiler } from '../../cells/compiler';
import type { FromCells, ToCells } from '../../execution/messages';
import type { Incoming } from '../../execution/queue/channels';
import { ExecuteQueue } from '../../execution/queue/execute-queue';
import { History } from '../../execution/queue/history';
import { kernelInfo } from '../../execution/queue/kernel-info';
import { Requests } from '../../execution/queue/requests';
import type { JupyterMessage } from '../jupyter-message';
import type { Start, ToServer } from '../messages';
import type { WorkerScope } from '../worker-scope';
import { FlagInterrupts } from './flag-interrupts';
import { PackedFiles, packedFolders } from './packed-files';
import { PageChannels } from './page-channels';
import { refuse } from './refuse';

/** The project's version, which the bundler puts here. */
declare const projectVersion: string;

/** Brings in the declarations that nearly all cells need. */
const firstCell = `import { tf } from 'bayes-notebooks'; tf.zeros([1]);`;

const scope = self as unknown as WorkerScope<Start | ToServer>;
const address = (name: string): string => new URL(name, scope.location.href).href;

/** Reads a file of the site at once: the compiler, which asks for it, cannot wait. */
function fetchNow(name: string): string {
  const request = new XMLHttpRequest();
  request.open('GET', address(name), false);
  request.send();
  if (request.status !== 200) throw new Error(`Cannot read ${name}: the site answered ${request.status}`);
  return request.responseText;
}

const channels = new PageChannels((message) => scope.postMessage(message));
const info = kernelInfo(projectVersion, 'in this browser');
/** What came before the compiler was ready. */
const early: Incoming[] = [];
let take = (message: Incoming): void => void early.push(message);
let interrupt = (): void => {};

async function serve({ other, flag }: Start): Promise<void> {
  const answer = await fetch(address('declarations.json'));
  if (!answer.ok) throw new Error(`the site answered ${answer.status} for declarations.json`);
  const compiler = new CellCompiler(new PackedFiles(await answer.json(), fetchNow), packedFolders);
  const history = new History();
  const tell = (message: ToCells): void => other.postMessage(message);
  const queue = new ExecuteQueue(channels, compiler, new FlagInterrupts(flag), tell, history);
  other.onmessage = ({ data }: MessageEvent<FromCells>) => queue.hear(data);
  interrupt = () => queue.interrupt();
  take = new Requests({ channels, compiler, queue, history, info, shutdown: () => scope.close() }).take;
  // Reads the declarations before the first cell comes.
  compiler.typed(firstCell, { platform: false }).service.getProgram();
}

/** Takes in what came early, and all that comes. */
function begin(): void {
  for (const message of early.splice(0)) take(message);
}

scope.onmessage = ({ data }: MessageEvent<Start | ToServer>) => {
  if (data === 'interrupt') interrupt();
  else if ('header' in data) take(incoming(data));
  else
    serve(data).then(begin, (error: Error) => {
      const why = `Cannot start the kernel: ${error.message}: reload the page`;
      take = (message) => refuse(channels, info, message, why);
      begin();
    });
};

function incoming({
  channel,
  header,
  parent_header: parentHeader,
  metadata,
  content,
}: JupyterMessage): Incoming {
  if (channel === 'iopub') throw new TypeError('Cannot take a message: clients send none by iopub');
  return { channel, header, parentHeader, metadata, content, identity: undefined };
}
