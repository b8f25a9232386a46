import { syncBuiltinESMExports } from 'node:module';
import readline from 'node:readline';
import readlinePromises from 'node:readline/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tellQuestions } from '../../../kernel/run/input/readline-questions';
import { StandardInput } from '../../../kernel/run/input/standard-input';

const plain = { callback: readline.createInterface, promise: readlinePromises.createInterface };
beforeAll(tellQuestions);
afterAll(() => {
  readline.createInterface = plain.callback;
  readlinePromises.createInterface = plain.promise;
  syncBuiltinESMExports();
});

/** The user's answers to come; what else is asked waits for ever. */
let answers: (string | Error)[];
let asked: number;
let refusal: string | undefined;
let cell: object;
let running: object;
let stdin: StandardInput;
beforeEach(() => {
  answers = [];
  asked = 0;
  refusal = undefined;
  running = cell = {};
  stdin = new StandardInput({
    asker: () => cell,
    refusal: (asker) => (asker === running ? refusal : 'the cell has ended'),
    async ask() {
      asked += 1;
      const answer = answers.shift();
      if (answer === undefined) return new Promise<never>(() => {});
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
});

const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('process.stdin of a cell', () => {
  it('asks once for each question, and not for what nobody waits for', async () => {
    answers = ['Ada', '36'];
    const lines = readlinePromises.createInterface({ input: stdin });
    await turns();
    expect(asked).toBe(0);
    expect(await lines.question('Name? ')).toBe('Ada');
    await turns();
    expect(asked).toBe(1);
    expect(await lines.question('Age? ')).toBe('36');
    lines.close();
    await turns();
    expect(asked).toBe(2);
  });

  it('answers by callback, and promisified', async () => {
    answers = ['Ada', '36', 'yes'];
    const lines = readline.createInterface({ input: stdin });
    expect(await new Promise((resolve) => lines.question('Name? ', resolve))).toBe('Ada');
    expect(await new Promise((resolve) => lines.question('Age? ', {}, resolve))).toBe('36');
    expect(await promisify(lines.question).call(lines, 'Sure? ')).toBe('yes');
    await turns();
    expect(asked).toBe(3);
    lines.close();
  });

  it('asks for each line of a loop, until the end of input', async () => {
    answers = ['a', '', 'ć', '\u0004'];
    const read: string[] = [];
    for await (const line of readline.createInterface({ input: stdin })) {
      await turns();
      read.push(line);
      expect(asked).toBe(read.length);
    }
    expect(read).toEqual(['a', '', 'ć']);
    expect(asked).toBe(4);
  });

  it('asks no more when a loop is left', async () => {
    answers = ['a', 'stop', 'never'];
    for await (const line of readlinePromises.createInterface({ input: stdin })) if (line === 'stop') break;
    await turns();
    expect(asked).toBe(2);
  });

  it('asks as long as lines or data are listened for', async () => {
    answers = ['a', 'b'];
    const read: string[] = [];
    const lines = readline.createInterface({ input: stdin });
    lines.on('line', (line) => {
      read.push(line);
      if (line === 'b') lines.close();
    });
    await stdin.answered();
    answers = ['c', 'd'];
    stdin.setEncoding('utf8');
    stdin.on('data', (text: string) => {
      read.push(text);
      if (text === 'd\n') stdin.pause();
    });
    stdin.resume();
    await stdin.answered();
    expect(read).toEqual(['a', 'b', 'c\n', 'd\n']);
    expect(asked).toBe(4);
  });

  it('is read whole, or in parts', async () => {
    answers = ['a', 'b', '\u0004'];
    const chunks: string[] = [];
    for await (const chunk of stdin) {
      await turns();
      chunks.push(String(chunk));
      expect(asked).toBe(chunks.length);
    }
    expect(chunks).toEqual(['a\n', 'b\n']);
  });

  it('keeps a cell going until it is answered', async () => {
    answers = ['Ada'];
    const said: string[] = [];
    const lines = readline.createInterface({ input: stdin });
    lines.question('Name? ', (name) => {
      said.push(name);
      lines.close();
    });
    await stdin.answered();
    expect(said).toEqual(['Ada']);
  });

  it('forgets a question that is given up', async () => {
    const giveUp = new AbortController();
    const lines = readline.createInterface({ input: stdin });
    lines.question('Name? ', { signal: giveUp.signal }, () => expect.fail('answered'));
    giveUp.abort();
    await turns();
    expect(asked).toBe(0);
    lines.close();
  });
});

describe('process.stdin without a user', () => {
  const message = 'Cannot read from stdin: nobody is there';
  beforeEach(() => {
    refusal = 'nobody is there';
  });

  it('fails a question where it is asked', async () => {
    const byCallback = readline.createInterface({ input: stdin });
    expect(() => byCallback.question('Name? ', () => {})).toThrow(message);
    const byPromise = readlinePromises.createInterface({ input: stdin });
    const asking = byPromise.question('Name? ');
    await expect(asking).rejects.toThrow(message);
    await expect(asking).rejects.toHaveProperty('stack', expect.stringContaining('standard-input.test.ts'));
    expect(asked).toBe(0);
  });

  it('fails a loop over lines, and over the stream', async () => {
    const lines = async () => {
      for await (const line of readline.createInterface({ input: stdin })) expect.fail(line);
    };
    await expect(lines()).rejects.toThrow(message);
    const chunks = async () => {
      for await (const chunk of stdin) expect.fail(chunk);
    };
    await expect(chunks()).rejects.toThrow(message);
  });

  it('tells listeners for data of the error', async () => {
    const error = new Promise<Error>((resolve) => stdin.once('error', resolve));
    stdin.on('data', () => expect.fail('data'));
    expect((await error).message).toBe(message);
    expect((await error).stack).toContain('standard-input.test.ts');
  });

  it('fails what listens for lines', async () => {
    const lines = readline.createInterface({ input: stdin });
    const error = new Promise<Error>((resolve) => lines.once('error' as 'close', resolve as () => void));
    lines.on('line', () => expect.fail('a line'));
    expect((await error).message).toBe(message);
  });

  it('leaves alone what only might read', async () => {
    readline.createInterface({ input: stdin });
    await turns();
    expect(stdin.destroyed).toBe(false);
  });
});

describe('process.stdin of cells that have ended', () => {
  it('gives their questions an error, and the running cell its answer', async () => {
    const lines = readlinePromises.createInterface({ input: stdin });
    const early = cell;
    running = cell = {};
    answers = ['for the running one'];
    const asking = lines.question('Name? ');
    cell = early;
    await expect(lines.question('Late? ')).rejects.toThrow('the cell has ended');
    expect(await asking).toBe('for the running one');
  });

  it('lets a later cell use what an earlier one has made', async () => {
    const lines = readlinePromises.createInterface({ input: stdin });
    answers = ['1', '2'];
    expect(await lines.question('a')).toBe('1');
    running = cell = {};
    expect(await lines.question('b')).toBe('2');
  });

  it('fails a question whose cell is interrupted', async () => {
    answers = [new Error('interrupted')];
    const lines = readlinePromises.createInterface({ input: stdin });
    lines.on('error' as 'close', () => {});
    await expect(lines.question('Name? ')).rejects.toThrow('interrupted');
    expect(stdin.destroyed).toBe(true);
  });
});
