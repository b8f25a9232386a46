import { addressOf } from '../wire/connection';
import { decode } from '../wire/wire-message';
import type { ControlChannel } from './control-channel';
import { log } from './log';
import { serverPrototype } from './tslab';

/**
 * Opens the channels where Jupyter's connection file says, the one on which all is published first. tslab binds all
 * five at once; a request that comes in while that one is still being bound finds it blocked, and its status is lost
 * with an error. tslab also knows no socket files, by which Colab and shared servers reach their kernels.
 *
 * @param control serves the control channel in place of tslab's own socket
 */
export function openChannels(control: Pick<ControlChannel, 'serve'>): void {
  let published: Promise<void> | undefined;
  serverPrototype.bindSocket = async function (socket, port) {
    const address = addressOf(this.connInfo, port);
    if (socket === this.iopub) {
      published = socket.bind(address);
      return published;
    }
    await published;
    return socket === this.control ? control.serve(this, address) : socket.bind(address);
  };
}

/**
 * Leaves out messages that nobody of this session has signed: any program of the machine can reach a port, and takes
 * it at times for one of its own. tslab fails the running cell for them.
 */
export function leaveOutForeignMessages(): void {
  const { handleShellMessage } = serverPrototype;
  serverPrototype.handleShellMessage = async function (socket, ...frames) {
    try {
      decode(frames, this.connInfo.key);
    } catch (error) {
      log((error as Error).message);
      return;
    }
    await handleShellMessage.call(this, socket, ...frames);
  };
}
