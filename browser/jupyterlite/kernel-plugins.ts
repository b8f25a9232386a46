import { type KernelOptions, TabKernel } from './tab-kernel';

/** Where JupyterLite registers its kernels. */
interface KernelSpecs {
  register(kernel: {
    spec: Record<string, unknown>;
    create(options: KernelOptions): Promise<TabKernel>;
  }): void;
}

/** By what front ends reach kernels. */
interface KernelClient {
  interrupt(id: string): Promise<void>;
}

/** The tokens of both, as JupyterLite shares them with its extensions. */
export interface KernelTokens {
  IKernelSpecs: unknown;
  IKernelClient: unknown;
}

const name = 'bayes-tslab';
const displayName = 'TypeScript (bayes-notebooks)';

/**
 * JupyterLab's plugins that run cells in the tab.
 *
 * @param folder the address, with a slash at its end, at which the kernel's files lie
 */
export function kernelPlugins({ IKernelSpecs, IKernelClient }: KernelTokens, folder: string) {
  const running = new Map<string, TabKernel>();
  const create = async (options: KernelOptions): Promise<TabKernel> => {
    const kernel = new TabKernel(options, folder);
    running.set(options.id, kernel);
    kernel.disposed.connect(() => running.get(options.id) === kernel && running.delete(options.id));
    return kernel;
  };
  const inner = { argv: [], env: {}, display_name: displayName, language: 'typescript', metadata: {} };
  const spec = { ...inner, name, resources: {}, spec: { ...inner, interrupt_mode: 'message' } };
  return [
    {
      id: 'bayes-kernel:kernel',
      autoStart: true,
      requires: [IKernelSpecs],
      activate: (_app: unknown, specs: KernelSpecs) => specs.register({ spec, create }),
    },
    {
      id: 'bayes-kernel:interrupt',
      autoStart: true,
      requires: [IKernelClient],
      activate: (_app: unknown, client: KernelClient) => {
        const own = client.interrupt.bind(client); // takes away what waits behind the running cell, and no more
        client.interrupt = async (id) => {
          running.get(id)?.interrupt();
          await own(id);
        };
      },
    },
  ];
}
