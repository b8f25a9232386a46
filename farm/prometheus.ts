import type { Counts } from './counts.ts';

/** The counters of all classes, in the text format that Prometheus reads. */
export function prometheus(all: readonly Counts[]): string {
  const states = ['waiting', 'running', 'done', 'failed'] as const;
  return [
    ...metric('farm_hand_ins', 'gauge', 'Hand-ins, by how they stand.', all, (one) =>
      states.map((state) => [`,state="${state}"`, one[state]]),
    ),
    ...metric('farm_workers_busy', 'gauge', 'Workers’ places that are at a hand-in.', all, (one) => [
      ['', one.at.length],
    ]),
    ...metric('farm_marks_total', 'counter', 'Marks, one for each content.', all, (one) => [['', one.marks]]),
    ...metric('farm_mark_seconds_total', 'counter', 'Time that marking took.', all, (one) => [
      ['', one.seconds],
    ]),
    ...metric('farm_faults_total', 'counter', 'Faults of the grader itself.', all, (one) => [
      ['', one.faults],
    ]),
    '',
  ].join('\n');
}

function metric(
  name: string,
  type: 'gauge' | 'counter',
  help: string,
  all: readonly Counts[],
  samples: (counts: Counts) => [labels: string, value: number][],
): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...all.flatMap((one) =>
      samples(one).map(([labels, value]) => `${name}{class="${escaped(one.name)}"${labels}} ${value}`),
    ),
  ];
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
