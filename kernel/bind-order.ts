import { serverPrototype } from './tslab';

/**
 * Opens the channel on which all is published before the others. tslab binds all five at once; a request that comes in
 * while that one is still being bound finds it blocked, and its status is lost with an error.
 */
export function bindPublisherFirst(): void {
  const { bindSocket } = serverPrototype;
  let published: Promise<void> | undefined;
  serverPrototype.bindSocket = async function (socket, port) {
    if (socket !== this.iopub) {
      await published;
      return bindSocket.call(this, socket, port);
    }
    published = bindSocket.call(this, socket, port);
    return published;
  };
}
