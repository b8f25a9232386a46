/**
 * Tells `process.stdin` when an interface of node:readline waits for a line. It reads whatever comes, whether anybody
 * waits or not, and a notebook would show a box for a line that nobody has asked for; that a question waits is known
 * to the interface alone. Only its public functions are wrapped.
 */
import { once } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import readline, { type Interface } from 'node:readline';
import readlinePromises from 'node:readline/promises';
import { StandardInput } from './standard-input';

/** Has interfaces that read from a cell's stdin say when they wait for a line. */
export function tellQuestions(): void {
  for (const [module, asks] of [
    [readline, askByCallback],
    [readlinePromises, askByPromise],
  ] as const) {
    const { createInterface } = module as { createInterface: (...all: unknown[]) => Interface };
    Object.assign(module, {
      createInterface: (...all: unknown[]) => {
        const made = createInterface(...all);
        const { input } = made as unknown as { input: unknown };
        if (input instanceof StandardInput) follow(made, input, asks);
        return made;
      },
    });
  }
  syncBuiltinESMExports();
}

/** What waits for a line of an interface. */
class Waiting {
  /** Questions, and turns of `for await`. */
  count = 0;
  /** Listeners by which `for await` reads ahead. */
  ahead = 0;
  readonly #lines: Interface;

  constructor(lines: Interface) {
    this.#lines = lines;
  }

  wants(): boolean {
    return this.count > 0 || this.#lines.listenerCount('line') > this.ahead;
  }
}

type Ask = (question: (...all: unknown[]) => unknown, stdin: StandardInput, waiting: Waiting) => unknown;

function follow(lines: Interface, stdin: StandardInput, asks: Ask): void {
  const waiting = new Waiting(lines);
  stdin.attach(waiting);
  lines.once('close', () => stdin.detach(waiting));
  lines.on('newListener', (event) => {
    if (event === 'line') stdin.want();
  });
  const question = lines.question as (...all: unknown[]) => unknown;
  const wrapped = asks(question.bind(lines), stdin, waiting) as object;
  // With what util.promisify finds on it.
  lines.question = Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(question)) as never;
  const iterate = lines[Symbol.asyncIterator].bind(lines);
  lines[Symbol.asyncIterator] = () => readInTurns(iterate, lines, stdin, waiting);
}

const askByCallback: Ask =
  (question, stdin, waiting) =>
  (...all: unknown[]): void => {
    refuse(stdin.want());
    const answered = all.pop() as (answer: string) => void;
    waiting.count += 1;
    question(...all, (answer: string) => {
      waiting.count -= 1;
      answered(answer);
    });
    forgetOn(all[1], waiting);
  };

const askByPromise: Ask =
  (question, stdin, waiting) =>
  async (...all: unknown[]): Promise<unknown> => {
    refuse(stdin.want());
    const answered = new AbortController();
    waiting.count += 1;
    try {
      return await Promise.race([question(...all), failureOf(stdin, answered.signal)]);
    } finally {
      waiting.count -= 1;
      answered.abort();
    }
  };

function refuse(refusal: Error | undefined): void {
  if (refusal !== undefined) throw refusal;
}

/** A question that is given up no longer waits. */
function forgetOn(options: unknown, waiting: Waiting): void {
  const { signal } = Object(options) as { signal?: AbortSignal };
  signal?.addEventListener(
    'abort',
    () => {
      waiting.count -= 1;
    },
    { once: true },
  );
}

/** Fails when the stream does, which readline tells its promises nothing of. */
function failureOf(stdin: StandardInput, signal: AbortSignal): Promise<never> {
  return once(stdin, 'error', { signal }).then(([error]) => {
    throw error;
  });
}

function readInTurns(
  iterate: () => AsyncIterableIterator<string>,
  lines: Interface,
  stdin: StandardInput,
  waiting: Waiting,
): AsyncIterableIterator<string> {
  const before = lines.listenerCount('line');
  const inner = iterate();
  waiting.ahead += lines.listenerCount('line') - before;
  const turns: AsyncIterableIterator<string> = {
    async next() {
      refuse(stdin.want());
      waiting.count += 1;
      try {
        return await inner.next();
      } finally {
        waiting.count -= 1;
      }
    },
    return: async (value) => (await inner.return?.(value)) ?? { done: true, value },
    [Symbol.asyncIterator]: () => turns,
  };
  return turns as never;
}
