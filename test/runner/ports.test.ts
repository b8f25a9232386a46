import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import { KernelClient } from '../../runner/kernel-client';
import { freePorts, ownMachine } from '../../wire/free-ports';

vi.mock('../../wire/free-ports', async (original) => {
  const ports = await original<typeof import('../../wire/free-ports')>();
  return { ...ports, freePorts: vi.fn(ports.freePorts) };
});
afterEach(() => vi.mocked(freePorts).mockClear());

const start = () => KernelClient.start({ cwd: tmpdir(), transport: 'tcp' });

async function printed(kernel: KernelClient, code: string): Promise<string> {
  let text = '';
  await kernel.execute(code, {
    onMessage: ({ header, content }) => {
      if (header.msg_type === 'stream') text += content.text;
    },
  });
  return text;
}

it('speaks to a kernel over ports, as on Windows: floods and interrupts too', async () => {
  const kernel = await start();
  expect(kernel.connection).toMatchObject({ transport: 'tcp', ip: '127.0.0.1' });
  const lines = await printed(kernel, 'for (let i = 0; i < 5000; i++) console.log(i);');
  expect(lines.split('\n').slice(0, -1).map(Number)).toEqual(Array.from({ length: 5000 }, (_, i) => i));
  const looping = kernel.execute("console.log('ready'); for (;;) {}", {
    onMessage: ({ header }) => {
      if (header.msg_type === 'stream') kernel.interrupt();
    },
  });
  expect((await looping).status).toBe('error');
  await kernel.shutdown();
});

it('starts a kernel on other ports where a program took one before it did', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, ownMachine, resolve));
  const { port } = server.address() as { port: number };
  const others = await freePorts(4);
  vi.mocked(freePorts)
    .mockClear()
    .mockResolvedValueOnce([port, ...others]);
  const kernel = await start();
  expect(freePorts).toHaveBeenCalledTimes(2);
  expect(kernel.connection.shell_port).not.toBe(port);
  expect(await printed(kernel, 'console.log(42);')).toBe('42\n');
  await kernel.shutdown();
  server.close();
});
