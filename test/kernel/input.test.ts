import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KernelClient } from '../../runner/kernel-client';
import { AskingClient } from './asking-client';
import { printed, runCell } from './run-cell';

let kernel: KernelClient;
let user: AskingClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
  user = new AskingClient(kernel, 'a front end');
  await runCell(
    kernel,
    `import readline from 'node:readline';
     import promises from 'node:readline/promises';
     import fs from 'node:fs';
     let said: unknown;
     const input = process.stdin, output = process.stdout;`,
  );
});
afterAll(async () => {
  user.close();
  await kernel.shutdown();
});
beforeEach(() => {
  user.asked.length = 0;
});

/** What the cell has put into `said`. */
async function said(): Promise<unknown> {
  return JSON.parse(printed(await runCell(kernel, 'console.log(JSON.stringify(said))')));
}

const promptly = 'promises.createInterface({ input: process.stdin, output: process.stdout })';

describe('a cell that reads stdin', () => {
  it.each([
    [
      'a question that is awaited',
      `const lines = ${promptly}; said = await lines.question('Name? '); lines.close();`,
      ['Ada'],
      'Ada',
    ],
    [
      'two questions',
      `const lines = ${promptly}; said = [await lines.question('Name? '), await lines.question('Age? ')]; lines.close();`,
      ['Ada', '36'],
      ['Ada', '36'],
    ],
    [
      'a question with a callback, which nobody awaits',
      "const lines = readline.createInterface({ input: process.stdin, output: process.stdout }); lines.question('Name? ', (name) => { said = name; lines.close(); });",
      ['Ada'],
      'Ada',
    ],
    [
      'a loop over lines',
      'const all: string[] = []; for await (const line of readline.createInterface({ input: process.stdin })) { if (line === "end") break; all.push(line); } said = all;',
      ['a', 'b', 'end'],
      ['a', 'b'],
    ],
    [
      'a listener for data',
      "said = await new Promise((resolve) => process.stdin.once('data', (text) => { process.stdin.pause(); resolve(String(text)); }));",
      ['typed'],
      'typed\n',
    ],
    [
      'the whole stream, until Ctrl-D',
      'const parts: string[] = []; for await (const part of process.stdin) parts.push(String(part)); said = parts;',
      ['a', '\u0004'],
      ['a\n'],
    ],
    ['readFileSync(0)', "said = fs.readFileSync(0, 'utf8');", ['whole'], 'whole\n'],
    ["readFileSync('/dev/stdin')", "said = String(fs.readFileSync('/dev/stdin'));", ['żó'], 'żó\n'],
    [
      'readSync',
      'const bytes = Buffer.alloc(3); said = [fs.readSync(0, bytes), String(bytes), fs.readSync(0, bytes, 0, 3, null)];',
      ['abcd'],
      [3, 'abc', 2],
    ],
  ])('asks the user: %s', async (_, code, answers, result) => {
    expect(await user.run(code, answers)).toMatchObject({ status: 'ok' });
    expect(await said()).toEqual(result);
    expect(user.asked).toHaveLength(answers.length);
  });

  it('shows the question beside the line that is read, and what was printed before it as output', async () => {
    const run = user.run(`console.log('Welcome.'); said = await ${promptly}.question('Name? ');`, ['Ada']);
    expect(await run).toMatchObject({ status: 'ok' });
    expect(user.asked.at(-1)).toBe('Name? ');
  });

  it('answers by an interface of an earlier cell', async () => {
    const lines = await runCell(kernel, `const kept = ${promptly};`);
    expect(lines.reply.status).toBe('ok');
    expect(await user.run("said = await kept.question('Name? '); kept.close();", ['Ada'])).toMatchObject({
      status: 'ok',
    });
    expect(await said()).toBe('Ada');
  });

  it('listens for data after an earlier cell has closed its reader', async () => {
    expect(
      await user.run(`const closed = ${promptly}; await closed.question('?'); closed.close();`, ['Ada']),
    ).toMatchObject({ status: 'ok' });
    expect(
      await user.run(
        "said = String(await new Promise((resolve) => process.stdin.once('data', resolve))); process.stdin.pause();",
        ['36'],
      ),
    ).toMatchObject({ status: 'ok' });
    expect(await said()).toBe('36\n');
  });

  it('is interrupted while it waits, and the next one asks anew', async () => {
    for (const code of [
      `said = 'before'; said = await ${promptly}.question('Name? ');`,
      "said = 'before'; said = fs.readFileSync(0, 'utf8');",
      "said = 'before'; readline.createInterface({ input: process.stdin }).question('Name? ', () => { said = 'after'; });",
    ]) {
      const run = user.run(code);
      await user.nextQuestion();
      kernel.interrupt();
      expect(await run, code).toMatchObject({
        status: 'error',
        ename: 'Interrupted',
        evalue: 'the cell was interrupted',
      });
      expect(await said()).toBe('before');
    }
    expect(await user.run(`said = await ${promptly}.question('Name? ');`, ['Ada'])).toMatchObject({
      status: 'ok',
    });
    expect(await said()).toBe('Ada');
  });
});

describe('a cell that reads stdin where there is no user', () => {
  it.each([
    ['a question that is awaited', `\nawait ${promptly}.question('Name? ');`],
    [
      'a question with a callback',
      "\nreadline.createInterface({ input: process.stdin }).question('Name? ', () => {});",
    ],
    [
      'a loop over lines',
      '\nfor await (const line of readline.createInterface({ input: process.stdin })) line;',
    ],
    ['a listener for lines', "\nreadline.createInterface({ input: process.stdin }).on('line', () => {});"],
    ['a listener for data', "\nprocess.stdin.on('data', () => {});"],
    [
      'a listener for data that is awaited',
      "\nawait new Promise((resolve) => process.stdin.on('data', resolve));",
    ],
    ['the whole stream', '\nfor await (const part of process.stdin) part;'],
    ['readFileSync(0)', "\nfs.readFileSync(0, 'utf8');"],
  ])('fails at once, and names its line: %s', async (_, code) => {
    const { reply } = await runCell(kernel, code);
    expect(reply).toMatchObject({
      status: 'error',
      evalue:
        'Cannot read from stdin: there is no user here to ask for input: write the value into the cell, or run it in JupyterLab',
    });
    expect(String((reply.traceback as string[])[1])).toMatch(/^cell \d+, line 2:$/);
  });

  it('fails a question that comes after the end of its cell, below that cell', async () => {
    await runCell(
      kernel,
      'let ask: () => void; const asking = new Promise<void>((resolve) => { ask = resolve; });',
    );
    await user.run(
      `void asking.then(() => ${promptly}.question('Late? ')).catch((error) => { said = error.message; });`,
    );
    await runCell(kernel, 'ask(); await new Promise(setImmediate);');
    expect(await said()).toBe(
      'Cannot read from stdin: the cell that asks has ended: have it await the answer',
    );
    expect(user.asked).toEqual([]);
  });
});
