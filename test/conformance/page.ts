/** A page with the tab's kernel and no front end; what the kernel says goes to the test. */

import type { JupyterMessage } from '../../browser/jupyter-message';
import { TabKernel } from '../../browser/jupyterlite/tab-kernel';

interface TestedPage {
  kernelSaid(message: JupyterMessage): void;
  kernel: TabKernel;
}

const page = globalThis as unknown as TestedPage;
page.kernel = new TabKernel(
  { id: 'tested', name: 'bayes-tslab', location: '', sendMessage: (message) => page.kernelSaid(message) },
  new URL('static/', location.href).href,
);
