/** A text as nbformat stores it: whole, or in lines that keep their line ends. */
export type MultilineText = string | string[];

/** A MIME bundle: texts, or JSON under JSON types. */
export type MimeBundle = Record<string, unknown>;

/** One output of a code cell. */
export type Output =
  | { output_type: 'stream'; name: string; text: MultilineText }
  | { output_type: 'display_data'; data: MimeBundle; metadata: object }
  | { output_type: 'execute_result'; data: MimeBundle; metadata: object; execution_count: number | null }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] };

/** A cell; the last two fields are those of code cells. */
export interface NotebookCell {
  id?: string;
  cell_type: 'code' | 'markdown' | 'raw';
  metadata: Record<string, unknown>;
  source: MultilineText;
  execution_count?: number | null;
  outputs?: Output[];
}

/** A notebook of nbformat 4; https://nbformat.readthedocs.io/en/stable/format_description.html */
export interface Notebook {
  cells: NotebookCell[];
  metadata: Record<string, unknown> & {
    kernelspec?: { name?: string; display_name?: string; language?: string };
    language_info?: Record<string, unknown>;
  };
  nbformat: number;
  nbformat_minor: number;
}

/** The text of a field, in one piece. */
export function textOf(text: MultilineText): string {
  return typeof text === 'string' ? text : text.join('');
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

const isText = (mime: string): boolean =>
  mime.startsWith('text/') || /^(application\/javascript|image\/svg\+xml)$/.test(mime);

function storedBundle(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([mime, value]) => [
      mime,
      typeof value === 'string' && isText(mime) ? linesOf(value) : value,
    ]),
  );
}

function storedOutput(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: linesOf(textOf(output.text)) };
  return 'data' in output ? { ...output, data: storedBundle(output.data) } : output;
}

/** The text of a notebook's file: texts in lines and an indent of one, as nbformat writes it. */
export function formatNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: linesOf(textOf(cell.source)),
    ...(cell.outputs && { outputs: cell.outputs.map(storedOutput) }),
  }));
  return `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isMultiline = (value: unknown): boolean =>
  typeof value === 'string' || (Array.isArray(value) && value.every((line) => typeof line === 'string'));

function checkCell(cell: unknown, position: number): void {
  if (!isRecord(cell) || !['code', 'markdown', 'raw'].includes(String(cell.cell_type))) {
    throw new TypeError(`cell ${position} is neither code nor markdown nor raw`);
  }
  if (!isMultiline(cell.source)) throw new TypeError(`cell ${position} has no source text`);
}

/**
 * Reads the text of a notebook's file.
 *
 * @throws {SyntaxError} when it is no JSON
 * @throws {TypeError} when it is no notebook
 * @throws {RangeError} for another nbformat than 4
 */
export function parseNotebook(text: string): Notebook {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new SyntaxError(`it is not valid JSON (${(error as Error).message})`);
  }
  if (!isRecord(value) || !('nbformat' in value)) throw new TypeError('it is JSON, but not a notebook');
  if (value.nbformat !== 4) {
    throw new RangeError(
      `its nbformat must be 4, got ${String(value.nbformat)}; open and save it in JupyterLab`,
    );
  }
  if (!Array.isArray(value.cells)) throw new TypeError('it is a notebook without a list of cells');
  value.cells.forEach((cell, index) => {
    checkCell(cell, index + 1);
  });
  return value as unknown as Notebook;
}
