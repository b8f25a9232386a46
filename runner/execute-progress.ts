import { stripVTControlCharacters } from 'node:util';
import type { WireMessage } from '../wire/wire-message';
import type { CellProgress } from './execute-notebook';

const widest = 100;
const codeWidth = 60;
const clearLine = '\r\u001b[2K';
const redrawMs = 100;

/** Shows how far a notebook has got: on a terminal in place, else one line a cell; what cells print, indented. */
export class ExecuteProgress {
  #line = '';
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #stream: NodeJS.WriteStream;
  readonly #showText: boolean;

  /**
   * @param stream where to write
   * @param showText whether the text that cells print is shown
   */
  constructor(stream: NodeJS.WriteStream, showText: boolean) {
    this.#stream = stream;
    this.#showText = showText;
  }

  /** Shows what goes on before the first cell. */
  say(sentence: string): void {
    this.#startedAt = performance.now();
    this.#begin(sentence);
  }

  /** Takes the beginning or the end of a cell. */
  onCell({ number, total, code, outcome }: CellProgress): void {
    const label = `[${String(number).padStart(String(total).length)}/${total}] ${firstWords(code)}`;
    if (outcome === undefined) {
      this.#startedAt = performance.now();
      this.#begin(label);
    } else
      this.#end(
        `${label.padEnd(codeWidth + 10)} ${this.#seconds()}${outcome === 'failed' ? '  FAILED' : ''}`,
      );
  }

  /** Takes a message of a cell's output. */
  onOutput({ header, content }: WireMessage): void {
    if (!this.#showText || header.msg_type !== 'stream') return;
    const text = stripVTControlCharacters(String(content.text)).trimEnd();
    if (this.#stream.isTTY) this.#stream.write(clearLine);
    this.#stream.write(`${text.replace(/^/gm, '      ')}\n`);
    this.#draw();
  }

  /** Ends the line in place. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#stream.isTTY && this.#line !== '') this.#stream.write(clearLine);
    this.#line = '';
  }

  #begin(line: string): void {
    this.stop();
    if (!this.#stream.isTTY) return;
    this.#line = line;
    this.#draw();
    this.#timer = setInterval(() => this.#draw(), redrawMs);
  }

  #end(line: string): void {
    this.stop();
    this.#stream.write(`${line}\n`);
  }

  #draw(): void {
    if (!this.#stream.isTTY || this.#line === '') return;
    const width = Math.min(this.#stream.columns || widest, widest);
    this.#stream.write(`${clearLine}${`${this.#line}  ${this.#seconds()}`.slice(0, width - 1)}`);
  }

  #seconds(): string {
    return `${((performance.now() - this.#startedAt) / 1000).toFixed(1)} s`;
  }
}

/** The first line of a cell that is not a comment, cut to a width. */
function firstWords(code: string): string {
  const lines = code.split('\n').map((line) => line.trim());
  const line = lines.find((text) => text !== '' && !/^(\/\/|\/\*|\*)/.test(text)) ?? lines[0] ?? '';
  return line.length > codeWidth ? `${line.slice(0, codeWidth - 3)}...` : line;
}
