import tslabPackage = require('tslab/package.json');

import { compilerVersion } from './compiler';
import { answer, handlerPrototype, serverPrototype } from './tslab';

/** Makes the kernel say which versions really run, and answer by the message types that Jupyter names. */
export function tellTrueVersions(): void {
  const { handleKernel } = handlerPrototype;
  handlerPrototype.handleKernel = function () {
    const info = handleKernel.call(this);
    return {
      ...info,
      status: 'ok',
      implementation_version: tslabPackage.version,
      language_info: { ...info.language_info, version: compilerVersion },
      banner: `TypeScript ${compilerVersion}, Node ${process.versions.node}, tslab ${tslabPackage.version}`,
      help_links: [],
    };
  };
  // tslab answers this one as a `complete_reply`.
  serverPrototype.handleCommInfoRequest = function (socket, message) {
    answer(this, socket, message, 'comm_info_reply', { status: 'ok', comms: {} });
  };
}
