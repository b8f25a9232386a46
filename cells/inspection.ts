import ts from 'typescript';
import { callAround } from './call-around';
import type { CellModule } from './cell-module';
import { liveAlias } from './cell-names';
import { type Description, markdownOf, plainTextOf, tagsOf, textOf } from './description';
import { nameAt } from './name-at';

/** What is known of a place, as Jupyter's clients show it. */
export interface Inspection {
  'text/plain': string;
  'text/markdown': string;
}

/** More lines of source than this are cut off. */
const mostLines = 100;

/**
 * Describes the name that the cursor touches and the call whose arguments it stands in. Where it touches no name and
 * stands in no call, the name before it on its line counts: `layer.klLoss()|`.
 *
 * @param service has the cell's module among its files
 * @param cursor offset in the cell, in UTF-16 units
 * @param detail at 1 the source of what is named comes with it
 * @returns undefined where nothing is known
 */
export function inspectAt(
  service: ts.LanguageService,
  module: CellModule,
  cursor: number,
  detail: 0 | 1,
): Inspection | undefined {
  const file = service.getProgram()?.getSourceFile(module.path);
  if (file === undefined) return undefined;
  const place = nameAt(module.source, cursor);
  const call = callAround(service, file, module.toModule(cursor));
  const name =
    place && (place.isTouched || call === undefined)
      ? nameDescription(service, file, module.toModule(place.start), detail)
      : undefined;
  const found = [name, call].filter((description) => description !== undefined);
  if (found.length === 0) return undefined;
  return {
    'text/plain': found.map(plainTextOf).join('\n\n'),
    'text/markdown': found.map(markdownOf).join('\n\n---\n\n'),
  };
}

function nameDescription(
  service: ts.LanguageService,
  file: ts.SourceFile,
  position: number,
  detail: 0 | 1,
): Description | undefined {
  const info = service.getQuickInfoAtPosition(file.fileName, position);
  const word = wordAt(file, position);
  // Of what it does not know TypeScript says `any`, of no kind.
  if (!info || info.kind === ts.ScriptElementKind.unknown || word === liveAlias) return undefined;
  const definition = service.getDefinitionAtPosition(file.fileName, position)?.[0];
  const signature = withoutImport(ts.displayPartsToString(info.displayParts));
  const isModule =
    definition?.kind === ts.ScriptElementKind.moduleElement && /^(?:module "|$)/.test(signature);
  // The import alone is known of a name that nothing exports.
  if (signature === '' && !isModule) return undefined;
  return {
    signature: isModule ? `namespace ${word}` : signature,
    here: [],
    documentation: textOf(info.documentation),
    tags: tagsOf(info.tags),
    source: detail === 1 && definition ? sourceOf(service, definition) : undefined,
  };
}

/** What a name is, without how it came into the cell. */
function withoutImport(signature: string): string {
  return signature.replace(/^\(alias\) /, '').replace(/(?:^|\n)(?:import|export) .*$/, '');
}

function wordAt(file: ts.SourceFile, position: number): string {
  return /^[\p{ID_Continue}$]*/u.exec(file.text.slice(position))?.[0] ?? '';
}

/** The declaration's text, as it was written in a cell. */
function sourceOf(
  service: ts.LanguageService,
  { fileName, contextSpan }: ts.DefinitionInfo,
): string | undefined {
  const text = service.getProgram()?.getSourceFile(fileName)?.text;
  if (text === undefined || contextSpan === undefined) return undefined;
  const declaration = text.slice(contextSpan.start, contextSpan.start + contextSpan.length);
  const lines = declaration.replace(/^export (?:declare )?/, '').split('\n');
  return [...lines.slice(0, mostLines), ...(lines.length > mostLines ? ['// …'] : [])].join('\n');
}
