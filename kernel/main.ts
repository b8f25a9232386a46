/**
 * The kernel: tslab with its gaps mended (lost output, no error messages, cells skipped after an error, wrong
 * versions, imports from the notebook's folder alone). `jupyter/kernels/bayes-tslab/launch.js` starts it.
 */
import path from 'node:path';
import { leaveOutForeignMessages, openChannels } from './channels';
import { ControlChannel } from './control-channel';
import { ExecuteQueue } from './execute-queue';
import { newInterruptFlag } from './interrupt-flag';
import { tellTrueVersions } from './kernel-info';
import { importFolder } from './library-folder';
import { connectCells } from './output';
import { settleProcessEnd } from './process-end';
import { keepEveryMessage } from './publisher';
import { startTslab } from './tslab';
import { reportUncaught } from './uncaught';

/** From dist/kernel/. */
const projectFolder = path.resolve(__dirname, '../..');

/**
 * Starts the kernel in this process.
 *
 * @param connectionFile path of the connection file that Jupyter wrote
 */
export function startKernel(connectionFile: string): void {
  const folder = importFolder(process.cwd(), projectFolder);
  const flag = newInterruptFlag();
  const queue = new ExecuteQueue(flag);
  const control = new ControlChannel(queue, flag);
  keepEveryMessage();
  queue.install();
  openChannels(control);
  leaveOutForeignMessages();
  tellTrueVersions();
  settleProcessEnd(() => control.close());
  queue.runWith(startTslab(connectionFile, folder, queue.report));
  reportUncaught(queue);
  connectCells(flag);
}
