import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = process.cwd(); // vitest's is the project's

/** A stage of a Dockerfile: its name where it has one, and its instructions, each on one line. */
export interface Stage {
  from: string;
  name?: string;
  instructions: { name: string; words: string }[];
}

/** Reads the project's Dockerfile. */
export function readDockerfile(): { base: string; stages: Stage[] } {
  const lines = readFileSync(path.join(root, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const base = /^ARG BASE=(\S+)$/.exec(lines[0] ?? '')?.[1] ?? '';
  const stages: Stage[] = [];
  for (const line of lines.slice(1)) {
    const [, name = '', words = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') {
      const [from = '', , stage] = words.split(/\s+/);
      stages.push({ from, ...(stage && { name: stage }), instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, words });
  }
  return { base, stages };
}

/** Node's version in the name of the base, such as `24.22.3`. */
export const nodeVersion = (base: string): string => /node:(\d+\.\d+\.\d+)-/.exec(base)?.[1] ?? '';
