import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type * as KernelCompiler from '../kernel/server/kernel-compiler';
import { parseNotebook, textOf } from '../wire/notebook';

/** Compiles one cell after the other, each beside those before it; throws where one does not compile. */
type Compile = (source: string) => void;

/**
 * The process that compiles a lecture by a clone's compiler, and prints the seconds of processor time that it took, the
 * compiler's own start included:
 *
 *     node compile-process.js CLONE NOTEBOOK
 */
function compileLecture(root: string, file: string): void {
  const cells = parseNotebook(readFileSync(file, 'utf8')).cells.map(({ source }) => textOf(source));
  const began = process.cpuUsage();
  const own = join(root, 'dist', 'kernel', 'server', 'kernel-compiler.js');
  const compile = existsSync(own) ? cellCompiler(own) : tslabConverter(root);
  for (const source of cells) compile(source);
  const { user, system } = process.cpuUsage(began);
  console.log((user + system) / 1e6);
  process.exit(); // tslab's converter goes on watching files
}

function cellCompiler(file: string): Compile {
  require(join(file, '../../declarations/compiled-typescript.js'));
  const { kernelCompiler }: typeof KernelCompiler = require(file);
  const compiler = kernelCompiler(process.cwd());
  return (source) => {
    const { diagnostics } = compiler.compile(source);
    if (diagnostics) throw new Error(`Cannot compile ${source}: ${diagnostics[0]?.message}`);
    compiler.keep();
  };
}

/** What such a converter gives; of `tslab/dist/converter`. */
interface Converted {
  declOutput?: string;
  diagnostics: { messageText: string }[];
}

/** The converter of a kernel that stands on tslab, in the shape that the kernel gives it. */
function tslabConverter(root: string): Compile {
  const { compileFrom } = require(join(root, 'dist', 'kernel', 'compiler.js'));
  compileFrom(root);
  const { createConverter } = createRequire(join(root, 'package.json'))('tslab/dist/converter');
  const converter = createConverter({ isJS: false, isBrowser: false });
  let declarations = '';
  return (source) => {
    const { declOutput = '', diagnostics }: Converted = converter.convert(declarations, source);
    if (diagnostics.length > 0) throw new Error(`Cannot compile ${source}: ${diagnostics[0]?.messageText}`);
    declarations = declOutput;
  };
}

if (require.main === module) compileLecture(process.argv[2] as string, process.argv[3] as string);
