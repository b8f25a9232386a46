import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { newPortConnection, usualTransport } from '../../wire/connection';
import { freePorts, ownMachine } from '../../wire/free-ports';

it('gives ports on which a program can listen, each another', async () => {
  const ports = await freePorts(5);
  expect(new Set(ports).size).toBe(5);
  for (const port of ports) {
    const server = createServer();
    await new Promise<void>((resolve, reject) =>
      server.once('error', reject).listen(port, ownMachine, resolve),
    );
    await new Promise((resolve) => server.close(resolve));
  }
});

it('is how messages travel where there are no socket files', async () => {
  expect([usualTransport('win32'), usualTransport('darwin'), usualTransport('linux')]).toEqual([
    'tcp',
    'ipc',
    'ipc',
  ]);
  const { transport, ip, shell_port, iopub_port, stdin_port, control_port, hb_port } =
    await newPortConnection('test');
  expect([transport, ip]).toEqual(['tcp', '127.0.0.1']);
  expect(new Set([shell_port, iopub_port, stdin_port, control_port, hb_port]).size).toBe(5);
});
