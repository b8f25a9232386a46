import type { Page } from '../../lib/platform.browser';

const page = Symbol.for('bayes-notebooks.page');

/**
 * Loads the library from the site, and hands it what Node's reads from its folder.
 *
 * @param folder the address, with a slash at its end, at which its files lie
 * @throws {Error} where the site does not have one of them
 */
export async function loadLibrary(folder: string): Promise<object> {
  const fetched = async (name: string): Promise<Response> => {
    const answer = await fetch(folder + name);
    if (!answer.ok) throw new Error(`the site answered ${answer.status} for ${name}`);
    return answer;
  };
  try {
    const [loops, sources] = await Promise.all([
      fetched('kernels.wasm').then((answer) => answer.arrayBuffer()),
      fetched('sources.json').then((answer) => answer.json()),
    ]);
    const handed: Page = { wasmFolder: folder, loops: new Uint8Array(loops), sources };
    Object.assign(globalThis, { [page]: handed });
    return await import(`${folder}library.js`);
  } catch (error) {
    throw new Error(`Cannot load the library: ${(error as Error).message}: reload the page`);
  }
}
