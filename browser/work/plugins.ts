import { showAbove } from './bar-widget';
import type { Context, DocumentManager } from './documents';
import { guardSaving } from './guard-saving';
import type { Application, LoadShared, MainMenu, NotebookPanel, NotebookTracker, Plugin } from './jupyterlab';
import { NotebookWork, type Page } from './notebook-work';
import { Remembered } from './remembered';
import { askToPersist, isStorageRefused } from './storage';
import { StudentName } from './student-name';
import { words } from './words';
import { workBarStyle } from './work-bar-style';

/** JupyterLab's plugins that keep the student's work and say where it is. */
export async function workPlugins(load: LoadShared): Promise<Plugin[]> {
  const [notebook, docmanager, coreutils, apputils, mainmenu, lumino] = await Promise.all([
    load('@jupyterlab/notebook'),
    load('@jupyterlab/docmanager'),
    load('@jupyterlab/coreutils'),
    load('@jupyterlab/apputils'),
    load('@jupyterlab/mainmenu'),
    load('@lumino/widgets'),
  ]);
  return [
    {
      id: 'bayes-kernel:work',
      autoStart: true,
      optional: [notebook.INotebookTracker, docmanager.IDocumentManager, mainmenu.IMainMenu],
      activate(
        app,
        tracker: NotebookTracker | null,
        documents: DocumentManager | null,
        menu: MainMenu | null,
      ) {
        if (!tracker || !documents) return; // the list of files alone
        const remembered = new Remembered();
        const page = {
          contents: app.serviceManager.contents,
          documents,
          baseUrl: coreutils.PageConfig.getBaseUrl(),
          remembered,
          student: new StudentName(remembered, apputils.InputDialog),
        };
        const open = followNotebooks(tracker, page, (panel, node) => showAbove(panel, node, lumino));
        guardWork(page, open);
        addReset(app, tracker, open, menu);
        document.head.append(Object.assign(document.createElement('style'), { textContent: workBarStyle }));
      },
    },
  ];
}

/** The work in each open notebook. */
type OpenWork = Map<Context, NotebookWork>;

function followNotebooks(
  tracker: NotebookTracker,
  page: Page,
  show: (panel: NotebookPanel, node: HTMLElement) => () => void,
): OpenWork {
  const open: OpenWork = new Map();
  const follow = async (panel: NotebookPanel): Promise<void> => {
    const { context } = panel;
    await context.ready;
    if (open.has(context) || context.isDisposed) return; // a second view; or what Notebook 7 opens elsewhere
    let hide: (() => void) | undefined;
    const begin = (): void => {
      open.get(context)?.close();
      hide?.();
      const work = new NotebookWork(panel, page);
      open.set(context, work);
      hide = show(panel, work.bar.node);
      void work.start();
    };
    begin();
    context.pathChanged.connect(begin);
    context.disposed.connect(() => {
      open.get(context)?.close();
      open.delete(context);
    });
    if (await isStorageRefused()) open.get(context)?.sayRefused();
  };
  tracker.forEach((panel) => void follow(panel));
  tracker.widgetAdded.connect((_, panel) => void follow(panel));
  return open;
}

function guardWork({ contents }: Page, open: OpenWork): void {
  const at = (path: string): NotebookWork | undefined =>
    [...open].find(([context]) => context.path === path)?.[1];
  let asked = false;
  guardSaving(contents, {
    allows: (path) => at(path)?.isHere ?? true,
    kept: (path) => {
      at(path)?.kept();
      if (!asked) void askToPersist();
      asked = true;
    },
    notKept: (path, error) => at(path)?.notKept(error) ?? false,
  });
}

function addReset(app: Application, tracker: NotebookTracker, open: OpenWork, menu: MainMenu | null): void {
  const command = 'bayes-work:reset';
  const current = (): NotebookWork | undefined =>
    tracker.currentWidget ? open.get(tracker.currentWidget.context) : undefined;
  app.commands.addCommand(command, {
    label: () => (current()?.words ?? words.en).reset,
    isEnabled: () => current()?.isHere ?? false,
    execute: () => current()?.reset(),
  });
  menu?.fileMenu.addGroup([{ command }], 30);
}
