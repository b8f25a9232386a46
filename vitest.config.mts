import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const hasNative = existsSync(at('node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'));
if (!hasNative) {
  console.log('Native TensorFlow is missing (npm run native): the library is tested on wasm and cpu.');
}

/** `npm run test:full` adds the browser and the set-up faults. */
const full = Boolean(process.env.BAYES_TEST_FULL);

/** The library's tests run once on each backend that this machine has, all others once. */
const backends = hasNative ? ['tensorflow', 'wasm', 'cpu'] : ['wasm', 'cpu'];

/** What a student sees: all files of this project share one JupyterLab, started in a fresh copy by `npm start`. */
const browser = {
  extends: true as const,
  test: {
    name: 'browser',
    include: ['test/browser/**/*.full.test.mts'],
    globalSetup: 'test/browser/lecture-server.mts',
    maxWorkers: 1,
  },
};

/** What a student without anything installed sees: all files of this project share one site, built by `npm run site`. */
const site = {
  extends: true as const,
  test: {
    name: 'site',
    include: ['test/site/**/*.full.test.mts'],
    globalSetup: 'test/site/built-site.mts',
    maxWorkers: 1,
  },
};

/** Python's clients, run as a user runs them, against the kernel that `npm run kernel -- install` registers. */
const clients = {
  extends: true as const,
  test: {
    name: 'clients',
    include: ['test/full/clients/*.full.test.ts'],
    globalSetup: 'test/full/clients/environment.ts',
  },
};

/** A class on one server: JupyterHub with ten students, by `.ci/deploy` alone, since it takes the machine for itself. */
const classroom = {
  extends: true as const,
  test: {
    name: 'classroom',
    include: ['test/classroom/**/*.full.test.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
  },
};

/** In full, also with the fused kernels switched off where a backend has some. */
const libraryRuns = [
  ...backends.map((backend) => ({ backend, fused: true })),
  ...(full ? backends.filter((b) => b !== 'cpu').map((backend) => ({ backend, fused: false })) : []),
];

export default defineConfig({
  test: {
    testTimeout: 300_000, // only ends what hangs: no test relies on being fast
    hookTimeout: 300_000,
    maxWorkers: '100%', // vitest's own default leaves a core idle: on two cores the files would run one by one
    coverage: {
      include: ['lib/**/*.ts', 'exercises/**/*.ts'],
      exclude: [
        'lib/fused/assembly/**', // AssemblyScript: WebAssembly, of which V8 counts no lines
        '**/*.d.ts',
        ...(hasNative ? [] : ['lib/fused/native-*.ts']),
      ],
      reporter: ['text', 'html'],
      thresholds: { lines: 95, branches: 95 },
    },
    projects: [
      ...libraryRuns.map(({ backend, fused }) => ({
        extends: true as const,
        resolve: { alias: { 'bayes-notebooks': at('index.ts') } },
        test: {
          name: fused ? backend : `${backend}-plain`,
          env: { BAYES_BACKEND: backend, BAYES_FUSED: fused ? '1' : '0' },
          include: ['test/lib/**/*.test.ts'],
          isolate: full, // else TensorFlow.js is loaded once for a worker's files: half of their time
          exclude: backend === 'wasm' ? [] : ['test/lib/fused/training.test.ts'], // thousands of steps
          setupFiles: ['test/lib/ready.ts'],
        },
      })),
      {
        extends: true as const,
        resolve: { alias: { 'bayes-notebooks': at('index.ts') } },
        test: {
          name: 'project',
          include: ['test/**/*.test.{ts,mts}'],
          exclude: [
            'test/lib/**',
            'test/browser/**',
            'test/site/**',
            'test/full/clients/**',
            'test/classroom/**/*.full.test.ts',
            ...(full ? [] : ['test/**/*.full.test.{ts,mts}']),
          ],
        },
      },
      ...(full ? [browser, site, clients, classroom] : []),
    ],
  },
});
