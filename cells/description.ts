import type ts from 'typescript';

/** What is known of a name or a call. */
export interface Description {
  /** TypeScript code that says what it is. */
  signature: string;
  /** Words about the argument or the options at the cursor, one line each. */
  here: { name: string; text: string }[];
  documentation: string;
  tags: { name: string; text: string }[];
  /** Its source, where that was asked for. */
  source?: string | undefined;
}

/** Tags for a reader; others, such as TensorFlow.js' `@doc`, are for programs. */
const shownTags = new Set([
  'param',
  'returns',
  'return',
  'throws',
  'example',
  'deprecated',
  'default',
  'see',
  'remarks',
]);

/** The text of documentation, links by their words. */
export function textOf(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return (parts ?? [])
    .flatMap(({ kind, text }) => (kind === 'link' ? [] : text))
    .join('')
    .trim();
}

/** The tags that a reader is shown. */
export function tagsOf(tags: readonly ts.JSDocTagInfo[] | undefined): Description['tags'] {
  return (tags ?? [])
    .filter(({ name }) => shownTags.has(name))
    .map(({ name, text }) => ({ name, text: textOf(text) }));
}

/** A description for a client that shows plain text. */
export function plainTextOf({ signature, here, documentation, tags, source }: Description): string {
  return paragraphs([
    signature,
    here.map(({ name, text }) => `  ${text === '' ? name : `${name} — ${text}`}`).join('\n'),
    documentation,
    tags.map(({ name, text }) => (name === 'example' ? `@example\n${text}` : `@${name} ${text}`)).join('\n'),
    source,
  ]);
}

/** A description for one that shows Markdown; JSDoc is written in it. */
export function markdownOf({ signature, here, documentation, tags, source }: Description): string {
  return paragraphs([
    code(signature),
    here.map(({ name, text }) => `- ${text === '' ? `\`${name}\`` : `\`${name}\` — ${text}`}`).join('\n'),
    documentation,
    ...tags.map(({ name, text }) => `*@${name}*${name === 'example' ? `\n${exampleOf(text)}` : ` ${text}`}`),
    source && code(source),
  ]);
}

/** An example that is no Markdown yet becomes code. */
function exampleOf(text: string): string {
  return text.includes('```') ? text : code(text);
}

function code(text: string): string {
  const fence = text.includes('```') ? '````' : '```';
  return `${fence}ts\n${text}\n${fence}`;
}

function paragraphs(parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n');
}
