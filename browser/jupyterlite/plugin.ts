/**
 * The site's own extension of JupyterLab, as a container of module federation made by hand: the page hands over the
 * modules that it shares, and asks for the plugins. https://webpack.js.org/concepts/module-federation/
 */
import type { SharedModules } from '../work/jupyterlab';
import { workPlugins } from '../work/plugins';
import { type KernelTokens, kernelPlugins } from './kernel-plugins';

type Shared = Record<string, Record<string, { get(): Promise<() => unknown> }>>;

const script = document.currentScript as HTMLScriptElement;
const folder = new URL('.', script.src).href;
let shared: Shared = {};

/** @throws {Error} where the page shares no such module */
async function load<T>(name: string): Promise<T> {
  const [version] = Object.values(shared[name] ?? {});
  if (version === undefined) throw new Error(`Cannot load ${name}: this page does not share it`);
  return (await version.get())() as T;
}

const container = {
  init(given: Shared): void {
    shared = given;
  },
  async get(): Promise<() => unknown> {
    const ofKernel = kernelPlugins(await load<KernelTokens>('@jupyterlite/services'), folder);
    const ofWork = await workPlugins((name) => load<SharedModules[typeof name]>(name));
    return () => ({ __esModule: true, default: [...ofKernel, ...ofWork] });
  },
};

const page = globalThis as unknown as { _JUPYTERLAB?: Record<string, unknown> };
page._JUPYTERLAB = { ...page._JUPYTERLAB, 'bayes-kernel': container };
