import type { MimeBundle, Output } from '../wire/notebook';
import { textOf } from '../wire/notebook';
import type { WireMessage } from '../wire/wire-message';

/** The messages that add an output to the cell. */
const ownOutputs = new Set(['stream', 'display_data', 'execute_result', 'error']);

type Shown = Extract<Output, { data: MimeBundle }>;

/** The outputs in a notebook that can be renewed, by display_id. */
export type Displays = Map<string, Shown[]>;

/**
 * Folds the messages of one cell into the outputs that nbformat stores: neighbouring texts of one stream
 * become one, and an update renews every output with its display_id, in whichever cell it stands.
 */
export class CellOutputs {
  /** The outputs so far. */
  readonly outputs: Output[] = [];
  readonly #displays: Displays;
  /** Set where the next output takes the place of all so far. */
  #clearsBeforeNext = false;

  /** @param displays shared by all cells of a notebook */
  constructor(displays: Displays) {
    this.#displays = displays;
  }

  /** Takes in one message; those that carry no output change nothing. */
  add({ header, content }: WireMessage): void {
    if (this.#clearsBeforeNext && ownOutputs.has(header.msg_type)) this.#clear();
    switch (header.msg_type) {
      case 'clear_output':
        if (content.wait) this.#clearsBeforeNext = true;
        else this.#clear();
        break;
      case 'stream':
        this.#addText(content.name as string, content.text as string);
        break;
      case 'display_data':
        this.#addDisplay(content, { output_type: 'display_data', ...bundle(content) });
        break;
      case 'execute_result': {
        const count = content.execution_count as number;
        this.#addDisplay(content, {
          output_type: 'execute_result',
          ...bundle(content),
          execution_count: count,
        });
        break;
      }
      case 'update_display_data':
        this.#renew(content);
        break;
      case 'error': {
        const { ename, evalue, traceback } = content as {
          ename: string;
          evalue: string;
          traceback: string[];
        };
        this.outputs.push({ output_type: 'error', ename, evalue, traceback });
      }
    }
  }

  #clear(): void {
    this.#clearsBeforeNext = false;
    const gone = new Set<Output>(this.outputs.splice(0));
    for (const [id, shown] of this.#displays)
      this.#displays.set(
        id,
        shown.filter((output) => !gone.has(output)),
      );
  }

  #addText(name: string, text: string): void {
    const last = this.outputs.at(-1);
    if (last?.output_type === 'stream' && last.name === name) last.text = textOf(last.text) + text;
    else this.outputs.push({ output_type: 'stream', name, text });
  }

  #addDisplay(content: Record<string, unknown>, shown: Shown): void {
    this.#renew(content);
    this.outputs.push(shown);
    const id = displayId(content);
    if (id !== undefined) this.#displays.set(id, [...(this.#displays.get(id) ?? []), shown]);
  }

  #renew(content: Record<string, unknown>): void {
    for (const shown of this.#displays.get(displayId(content) ?? '') ?? [])
      Object.assign(shown, bundle(content));
  }
}

function bundle(content: Record<string, unknown>): { data: MimeBundle; metadata: object } {
  return { data: content.data as MimeBundle, metadata: (content.metadata as object | undefined) ?? {} };
}

function displayId(content: Record<string, unknown>): string | undefined {
  return (content.transient as { display_id?: string } | undefined)?.display_id;
}
