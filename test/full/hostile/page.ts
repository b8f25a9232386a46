import { basename } from 'node:path';
import type { Machine } from './machine';

/** What the tests found on one machine, in words. */
export interface Column {
  machine: Machine;
  /** What the grader does with other people's work there. */
  grades: string;
  /** The mark of the attack on the judge, and that of the next hand-in, with `--without-sandbox`. */
  attack: string;
  /** Of each attacking answer. */
  verdicts: Map<string, string>;
  /** Of each escaped program: behind all layers, and behind all but Node's permission model. */
  escapes: Map<string, { layers: string; outer: string }>;
}

/** What an attacking answer runs into, by its own first line. */
export interface Case {
  name: string;
  seconds: number;
  stoppedBy: string;
}

/** docs/hostile-submissions.md. */
export function page(cases: Case[], columns: Column[]): string {
  const heads = columns.map(({ machine }) => machine.name);
  const table = (first: string[], rows: string[][]): string =>
    [
      row(...first, ...heads),
      row(...[...first, ...heads].map(() => '---')),
      ...rows.map((one) => row(...one)),
    ].join('\n');
  const programs = [...(columns[0]?.escapes.keys() ?? [])];
  const escapesOf = (kind: 'layers' | 'outer') =>
    programs.map((name) => [
      basename(name, '.js'),
      ...columns.map(({ machine, escapes }) => shown(name, escapes.get(name)?.[kind] ?? '', machine)),
    ]);
  const gained = programs.filter((name) => columns.at(-1)?.escapes.get(name)?.layers.startsWith('reached'));
  return `# Hostile submissions

Written by \`npm run test:full\`, which tries each case below on four kinds of machine and checks what it did: the grader
run by root or by an ordinary user, with bubblewrap or without. The layers are what the grader itself finds there: with
bubblewrap all of them, as root also a user of its own for each child; without it, as root the user of its own, and as
an ordinary user nothing but Node's permission model and limits on memory and files. There the last column shows what
an attack gains, and **there the grader refuses other people's work** (exit 2). Who types \`--without-sandbox\` accepts
that column.

## The whole way

A class in which one hand-in is after the marks: its answer takes Node's real \`process\` from an event's \`this\`, sends
SIGUSR1 to the grader, speaks to the debugger that Node would start there and replaces the judge. The next hand-in is
wrong and honest.

${table(
  ['what'],
  [
    ["`npm run grade` over other people's work", ...columns.map(({ grades }) => grades)],
    [
      'points of the attack and of the next one, with `--without-sandbox`',
      ...columns.map(({ attack }) => attack),
    ],
  ],
)}

The answer does not get far even in the last column: the \`process\` that it takes has nothing in it, and the grader lets
no signal start its debugger. Below stands what a program can do that has got further.

## Answers that attack

In each notebook the answer to exercise 1 is hostile and the answer to exercise 2 is right: exercise 2 keeps its points,
the batch goes on, and no process and no file stays behind. A case that ends in a limit or a crash is asked twice, since
each call stands for itself; seconds are those of one run on one machine. "Same" is as in the first of the four.

${table(
  ['case', 'seconds', 'what stopped it'],
  cases.map(({ name, seconds, stoppedBy }) => {
    const [first = '', ...others] = columns.map(({ verdicts }) => verdicts.get(name) ?? '');
    return [
      titleOf(name),
      seconds.toFixed(1),
      stoppedBy,
      first,
      ...others.map((one) => (one === first ? 'same' : one)),
    ];
  }),
)}

## Programs that have escaped into Node

What if an answer finds a way around what the child hides? These programs stand where an answer would, with all of
Node's own modules in their hands. The grader that they attack is a process of the account's with marks in it; another
program of the account's stands beside it, which does not keep its debugger shut. **Gained** is what the layers of that
machine leave open.

${table(['attempt'], escapesOf('layers'))}

Of what an ordinary user without bubblewrap leaves open, ${gained.length} attempts of ${programs.length} get what they want:
${gained.map((name) => `\`${basename(name, '.js')}\``).join(', ')}.

## The same, past Node's permission model

Node's permission model is a seat belt by its makers' own word, and no wall against code that means harm. This is what
the other layers hold by themselves.

${table(['attempt'], escapesOf('outer'))}
`;
}

/** The name without its verdict and its ending. */
export const titleOf = (name: string): string => basename(name, '.ts').split('.')[1] ?? name;

/** Started or opened inside a process namespace of its own, it is gone with the child. */
export const withinNamespace = [
  'detached-child.js',
  'inspector.js',
  'start-a-process.js',
  'worker-thread.js',
];

function shown(name: string, found: string, { bubblewrap }: Machine): string {
  const [, what] = /^reached: (.*)/s.exec(found) ?? [];
  if (what === undefined) return found;
  if (bubblewrap && withinNamespace.includes(name)) return 'kept inside, ends with the child';
  return /^the grader |^another program /.test(what) ? `**gained**: ${what}` : '**gained**';
}

function row(...cells: string[]): string {
  return `| ${cells
    .map((cell) =>
      cell
        .replace(/[^\x20-\x7e]/g, '?')
        .replaceAll('|', '\\|')
        .replaceAll('<', '&lt;')
        .slice(0, 120),
    )
    .join(' | ')} |`;
}
