import { stripVTControlCharacters } from 'node:util';
import { secondsSince, TerminalLine } from '#setup/programs/terminal-line.mjs';
import type { WireMessage } from '../wire/wire-message';
import type { CellProgress } from './execute-notebook';

const codeWidth = 60;

/** Shows how far a notebook has got: on a terminal in place, else one line a cell; what cells print, their last values and tables, indented. */
export class ExecuteProgress {
  readonly #line: TerminalLine;
  readonly #showText: boolean;
  #startedAt = 0;

  /**
   * @param stream where to write
   * @param showText whether the text that cells print is shown
   */
  constructor(stream: NodeJS.WriteStream, showText: boolean) {
    this.#line = new TerminalLine(stream);
    this.#showText = showText;
  }

  /** Shows what goes on before the first cell. */
  say(sentence: string): void {
    this.#startedAt = performance.now();
    this.#line.keep(() => `${sentence}  ${secondsSince(this.#startedAt)}`);
  }

  /** Takes the beginning or the end of a cell. */
  onCell({ number, total, code, outcome }: CellProgress): void {
    const label = `[${String(number).padStart(String(total).length)}/${total}] ${firstWords(code)}`;
    if (outcome === undefined) this.say(label);
    else {
      this.stop();
      const time = secondsSince(this.#startedAt);
      this.#line.write(`${label.padEnd(codeWidth + 10)} ${time}${outcome === 'failed' ? '  FAILED' : ''}`);
    }
  }

  /** Takes a message of a cell's output. */
  onOutput(message: WireMessage): void {
    const printed = this.#showText ? textOf(message) : undefined;
    if (printed === undefined) return;
    const text = stripVTControlCharacters(printed).trimEnd();
    this.#line.write(text.replace(/^/gm, '      '));
  }

  /** Ends the line in place. */
  stop(): void {
    this.#line.end();
  }
}

/** What a cell printed, its last value, and tables, which are HTML; the text of a figure or of a listing stands in for it elsewhere. */
function textOf({ header, content }: WireMessage): string | undefined {
  if (header.msg_type === 'stream') return String(content.text);
  const data = (content.data ?? {}) as Record<string, unknown>;
  const isTable = header.msg_type === 'display_data' && 'text/html' in data;
  const isText = isTable || header.msg_type === 'execute_result';
  return isText && typeof data['text/plain'] === 'string' ? data['text/plain'] : undefined;
}

/** The first line of a cell that is not a comment, cut to a width. */
function firstWords(code: string): string {
  const lines = code.split('\n').map((line) => line.trim());
  const line = lines.find((text) => text !== '' && !/^(\/\/|\/\*|\*)/.test(text)) ?? lines[0] ?? '';
  return line.length > codeWidth ? `${line.slice(0, codeWidth - 3)}...` : line;
}
