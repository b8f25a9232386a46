/** What clients ask about code; positions in it count code points on the wire and UTF-16 units here. */
import { codePointsBefore, unitsBefore } from '../../cells/code-points';
import type { CellCompiler } from '../../cells/compiler';
import { completenessOf } from '../../cells/completeness';
import { completeAt } from '../../cells/completion';
import { inspectAt } from '../../cells/inspection';

type Content = Record<string, unknown>;

/** Answers a `complete_request`. */
export function completeReply(compiler: CellCompiler, content: Content): Content {
  const { code, cursor } = placeIn(content);
  const { service, module } = compiler.typed(code);
  const { matches, ...span } = completeAt(service, module, cursor);
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
  const { service, module } = compiler.typed(code, true);
  const data = inspectAt(service, module, cursor, content.detail_level === 1 ? 1 : 0);
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
