import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildFailure, build, type Plugin } from 'esbuild';
import { SetupProblem } from '#setup/programs/setup-problem.mjs';

/** The scripts of the kernel's extension, by the names under which the page asks for them. */
const bundles: Record<string, Bundle> = {
  'remoteEntry.js': { entry: 'browser/jupyterlite/plugin.ts', format: 'iife' },
  'server.js': { entry: 'browser/server/worker.ts', format: 'iife' },
  'runner.js': { entry: 'browser/runner/worker.ts', format: 'esm' },
  'library.js': { entry: 'index.ts', format: 'esm', keepsNames: true }, // a cell may print an object with its class
};

interface Bundle {
  /** From the project's root. */
  entry: string;
  format: 'esm' | 'iife';
  /** Whether functions and classes keep their names. */
  keepsNames?: boolean;
}

/** A tab computes on one thread, so that the code for several is never called. */
const oneThread: Plugin = {
  name: 'one-thread',
  setup: ({ onLoad }) =>
    onLoad({ filter: /tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/ }, () => ({
      contents: 'export default undefined; export const wasmWorkerContents = undefined;',
    })),
};

/**
 * Bundles the browser's scripts into a folder. Where `X.browser.ts` stands beside `X.ts`, it takes its place.
 *
 * @param root folder of the project
 * @returns for each script the files that went into it, from the project's root
 * @throws {SetupProblem} where a source cannot be bundled
 */
export async function bundleScripts(root: string, folder: string): Promise<Record<string, string[]>> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const built = Object.entries(bundles).map(async ([name, { entry, format, keepsNames = false }]) => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: join(folder, name),
      bundle: true,
      format,
      platform: 'browser',
      target: 'es2022',
      resolveExtensions: ['.browser.ts', '.ts', '.mjs', '.js', '.json'],
      alias: { '@tensorflow/tfjs': join(root, 'browser', 'library', 'slim-tensorflow.ts') },
      plugins: [oneThread],
      define: {
        'process.env.NODE_ENV': '"production"',
        projectVersion: JSON.stringify(version),
      },
      minifySyntax: true,
      minifyWhitespace: true,
      minifyIdentifiers: !keepsNames,
      legalComments: 'linked',
      metafile: true,
      logLevel: 'silent', // what fails is thrown
    }).catch((error: BuildFailure) => {
      throw cannotBundle(entry, error);
    });
    return [name, Object.keys(metafile.inputs)] as const;
  });
  return Object.fromEntries(await Promise.all(built));
}

function cannotBundle(entry: string, { message, errors }: BuildFailure): SetupProblem {
  const [first] = errors ?? [];
  const place = first?.location ? `${first.location.file}:${first.location.line}: ` : '';
  return new SetupProblem(`Cannot bundle ${entry}: ${place}${first?.text ?? message}`, {
    mend: 'npm run site, once the file is corrected',
  });
}
