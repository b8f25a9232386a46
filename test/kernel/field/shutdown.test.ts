import { describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { ProtocolClient } from './protocol-client';

const said = "console.log('started');";

describe('a shutdown_request', () => {
  it.each([
    ['on the control channel', 'control', { restart: false }, undefined],
    ['for a restart', 'control', { restart: true }, undefined],
    ['on the shell channel, as older clients send it', 'shell', { restart: false }, undefined],
    ['without a word about a restart', 'control', {}, undefined],
    ['while a cell loops', 'control', { restart: true }, `${said} for (;;);`],
    ['while a cell awaits', 'control', { restart: false }, `${said} await new Promise(() => {});`],
    ['while a cell loops behind an await', 'control', { restart: false }, `await null; ${said} for (;;);`],
    [
      'while a cell catches all',
      'control',
      { restart: false },
      `${said} for (;;) try { for (;;); } catch {}`,
    ],
    [
      'while a program runs',
      'control',
      { restart: false },
      `${said} require('node:child_process').execFileSync(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);`,
    ],
    ['with timers left behind', 'control', { restart: false }, `setInterval(() => {}, 1000); ${said}`],
    [
      'with a worker left behind',
      'control',
      { restart: false },
      `const { Worker } = require('node:worker_threads'); new Worker('for (;;);', { eval: true }); ${said}`,
    ],
  ] as const)('%s is answered, and the process ends', async (name, channel, content, code) => {
    const kernel = await KernelClient.start({ cwd: __dirname });
    const client = await ProtocolClient.connect(kernel.connection);
    if (code !== undefined) await client.printed(await client.start(code), 'started');
    const asked = await client.send(channel, 'shutdown_request', content);
    const reply = await client.until(
      (message) => message.channel === channel && message.parentHeader.msg_id === asked.header.msg_id,
    );
    expect(reply.header.msg_type).toBe('shutdown_reply');
    expect(reply.content).toEqual({ status: 'ok', restart: 'restart' in content && content.restart });
    // A main thread that is busy cannot end by itself.
    const isBusy = name.startsWith('while');
    const ends = isBusy ? /(exit code 0|signal SIGKILL)/ : /^the kernel ended \(exit code 0\)$/;
    expect(await kernel.process.ended).toMatch(ends);
    client.close();
    await kernel.shutdown();
  });
});

describe('a kernel that is started anew', () => {
  it('knows nothing of the one before', async () => {
    for (let i = 0; i < 2; i++) {
      const kernel = await KernelClient.start({ cwd: __dirname });
      expect((await kernel.execute('onlyOnce')).status).toBe('error');
      expect(await kernel.execute('const onlyOnce = 1;')).toMatchObject({ status: 'ok', execution_count: 2 });
      await kernel.shutdown();
    }
  });
});
