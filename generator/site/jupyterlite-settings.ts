import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where nothing may be kept the lecture runs all the same, and the page says that its work is lost with the tab. */
const storageDrivers = ['asyncStorage', 'memoryStorageDriver'];

/** What JupyterLite is told, by the names of the files in which it looks for that. */
export type JupyterliteSettings = Record<'jupyter-lite.json' | 'overrides.json', object>;

/**
 * JupyterLite's settings: those of the project's JupyterLab, and what only a tab needs.
 *
 * @param root folder of the project
 */
export function jupyterliteSettings(root: string): JupyterliteSettings {
  const labConfig = (file: string): Record<string, Record<string, unknown>> =>
    JSON.parse(readFileSync(join(root, 'jupyter', 'config', 'labconfig', file), 'utf8'));
  const { disabledExtensions = {} } = labConfig('page_config.json');
  return {
    'jupyter-lite.json': {
      'jupyter-lite-schema-version': 0,
      'jupyter-config-data': {
        appName: 'bayes-notebooks',
        defaultKernelName: 'bayes-tslab',
        faviconUrl: './static/favicons/favicon-notebook.ico', // JupyterLite's own weighs 320 kB
        showLoadingIndicator: true,
        enableMemoryStorage: true,
        contentsStorageDrivers: storageDrivers,
        settingsStorageDrivers: storageDrivers,
        workspacesStorageDrivers: storageDrivers,
        disabledExtensions: [
          ...Object.keys(disabledExtensions),
          '@jupyterlite/application-extension:service-worker-manager', // the site has a service worker of its own
        ],
      },
    },
    'overrides.json': labConfig('default_setting_overrides.json'),
  };
}
