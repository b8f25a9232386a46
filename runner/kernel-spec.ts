import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '#setup/project-paths.mjs';

/** Name of the project's kernel in notebooks and in Jupyter. */
export const kernelName = 'bayes-tslab';

/** What a kernel.json says; https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs */
export interface KernelSpec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: 'signal' | 'message';
  env: Record<string, string>;
}

const resources = inProject('jupyter', 'kernels', kernelName);

/**
 * Reads the kernel.json that JupyterLab uses too.
 *
 * @param folder another kernel's
 */
export function readKernelSpec(folder = resources): KernelSpec {
  const spec = JSON.parse(readFileSync(path.join(folder, 'kernel.json'), 'utf8')) as Partial<KernelSpec>;
  const { argv, display_name, language, interrupt_mode = 'signal', env = {} } = spec;
  if (argv === undefined || display_name === undefined || language === undefined) {
    throw new Error(`Cannot read ${folder}/kernel.json: argv, display_name or language is missing`);
  }
  return { argv, display_name, language, interrupt_mode, env };
}

/** The command line that starts the kernel whose kernel.json stands in `folder` with the given connection file. */
export function kernelCommand(
  spec: KernelSpec,
  connectionFile: string,
  folder = resources,
): [string, ...string[]] {
  const [program, ...rest] = spec.argv.map((part) =>
    part.replaceAll('{resource_dir}', folder).replaceAll('{connection_file}', connectionFile),
  );
  if (program === undefined) throw new Error('Cannot start the kernel: argv in kernel.json is empty');
  // The Node that runs this, not another one that happens to come first on the PATH.
  return [program === 'node' ? process.execPath : program, ...rest];
}
