import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import type * as Zeromq from 'zeromq';
import { bindPublisherFirst } from '../../kernel/bind-order';
import { serverPrototype } from '../../kernel/tslab';

const { Publisher, Router }: typeof Zeromq = createRequire(require.resolve('tslab'))('zeromq');

it('binds the other channels when the one on which all is published is bound', async () => {
  const [iopub, shell] = [new Publisher(), new Router()];
  const log: string[] = [];
  const { bindSocket } = serverPrototype;
  serverPrototype.bindSocket = async function (socket, port) {
    const name = socket === iopub ? 'iopub' : 'shell';
    log.push(`${name} begins`);
    await bindSocket.call(this, socket, port);
    log.push(`${name} is bound`);
  };
  bindPublisherFirst();
  const connInfo = { key: '', transport: 'tcp', ip: '127.0.0.1' };
  const server = Object.assign(Object.create(serverPrototype), { iopub, shell, connInfo });
  const port = '*'; // any that is free
  await Promise.all([server.bindSocket(iopub, port), server.bindSocket(shell, port)]);
  iopub.close();
  shell.close();
  expect(log).toEqual(['iopub begins', 'iopub is bound', 'shell begins', 'shell is bound']);
});
