/** What clients ask about code; positions in it count code points on the wire and UTF-16 units here. */
import { codePointsBefore, unitsBefore } from '../../cells/code-points';
import type { CellCompiler } from '../../cells/compiler';
import { completenessOf } from '../../cells/completeness';
import { type Completion, completeAt } from '../../cells/completion';
import { type Inspection, inspectAt } from '../../cells/inspection';

type Content = Record<string, unknown>;

/** The end of a text behind which a member of something is named. */
const memberNamed = /\.\s*[\p{ID_Continue}$]*$/u;

/** Answers a `complete_request`. */
export function completeReply(compiler: CellCompiler, content: Content): Content {
  const { code, cursor } = placeIn(content);
  const complete = (platform: boolean): Completion => {
    const { service, module } = compiler.typed(code, { platform });
    return completeAt(service, module, cursor);
  };
  // JupyterLab waits for a second: members are looked for without the platform's declarations, unless they are its own.
  let completions = complete(!memberNamed.test(code.slice(0, cursor)));
  if (completions.matches.length === 0) completions = complete(true);
  const { matches, ...span } = completions;
  const start = codePointsBefore(code, span.start);
  const end = codePointsBefore(code, span.end);
  return {
    status: 'ok',
    matches: matches.map(({ text }) => text),
    cursor_start: start,
    cursor_end: end,
    metadata: { _jupyter_types_experimental: matches.map((match) => ({ ...match, start, end })) },
  };
}

/** Answers an `inspect_request`. */
export function inspectReply(compiler: CellCompiler, content: Content): Content {
  const { code, cursor } = placeIn(content);
  const detail = content.detail_level === 1 ? 1 : 0;
  const inspect = (platform: boolean): Inspection | undefined => {
    const { service, module } = compiler.typed(code, { platform, described: true });
    return inspectAt(service, module, cursor, detail);
  };
  const data = inspect(false) ?? inspect(true);
  return { status: 'ok', found: data !== undefined, data: data ?? {}, metadata: {} };
}

/** Answers an `is_complete_request`. */
export function isCompleteReply({ code = '' }: Content): Content {
  return { ...completenessOf(String(code)) };
}

/** A request's code and cursor; one that names no place means the end. */
function placeIn({ code = '', cursor_pos: position }: Content): { code: string; cursor: number } {
  const text = String(code);
  return { code: text, cursor: typeof position === 'number' ? unitsBefore(text, position) : text.length };
}
