/**
 * Writes the declarations that the compiler of cells reads, each in one file, into dist/declarations/; a step of
 * `npm run build`, because they follow from what is installed and compiled.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { declarationFiles, projectFolder } from './declaration-files';
import { fewGlobals } from './few-globals';
import { joinedLib } from './joined-lib';
import { rollUp } from './roll-up';
import { withVariance } from './tensor-variance';

const name = 'bayes-notebooks';
const typescript = path.dirname(require.resolve('typescript'));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file); // whole or not at all: a kernel may start meanwhile
}

write(declarationFiles.language, joinedLib(typescript, 'es2023'));
write(declarationFiles.few, fewGlobals);
write(declarationFiles.platform, rollUp({ project: projectFolder, name, packages: ['@types/node'] }));
const packages = [name, '@tensorflow/tfjs', 'tslab'];
write(declarationFiles.packages, withVariance(rollUp({ project: projectFolder, name, packages })));
