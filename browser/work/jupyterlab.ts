import type { Contents, Context, Signal } from './documents';

/** What JupyterLab shows and runs, as far as the student's work is concerned. */

export interface Widget {
  readonly node: HTMLElement;
  readonly parent: Widget | null;
  /** Asks the layout to measure it anew. */
  fit(): void;
  /** Takes it off the page for good. */
  dispose(): void;
}

/** A notebook on the screen. */
export interface NotebookPanel extends Widget {
  readonly context: Context;
  /** What stands between the toolbar and the cells. */
  readonly contentHeader: { addWidget(widget: Widget): void };
  readonly content: { readonly widgets: readonly { readOnly: boolean }[] };
}

export interface NotebookTracker {
  readonly currentWidget: NotebookPanel | null;
  readonly widgetAdded: Signal<NotebookTracker, NotebookPanel>;
  forEach(visit: (panel: NotebookPanel) => void): void;
}

export interface Application {
  readonly serviceManager: { readonly contents: Contents };
  readonly commands: {
    addCommand(id: string, command: { label(): string; isEnabled(): boolean; execute(): unknown }): void;
  };
}

export interface MainMenu {
  readonly fileMenu: { addGroup(items: { command: string }[], rank: number): void };
}

/** What JupyterLab calls when it starts. */
export interface Plugin {
  id: string;
  autoStart: true;
  requires?: unknown[];
  optional?: unknown[];
  // biome-ignore lint/suspicious/noExplicitAny: what is passed follows from the tokens before it
  activate(app: Application, ...services: any[]): void;
}

/** The modules that the page shares with its extensions. */
export interface SharedModules {
  '@jupyterlab/notebook': { INotebookTracker: unknown };
  '@jupyterlab/docmanager': { IDocumentManager: unknown };
  '@jupyterlab/coreutils': { PageConfig: { getBaseUrl(): string } };
  '@jupyterlab/apputils': {
    InputDialog: {
      getText(options: {
        title: string;
        label: string;
        text: string;
        okLabel: string;
        cancelLabel: string;
        required: boolean;
      }): Promise<{ button: { accept: boolean }; value: string | null }>;
    };
  };
  '@jupyterlab/mainmenu': { IMainMenu: unknown };
  '@lumino/widgets': { Widget: new (options: { node: HTMLElement }) => Widget };
}

/** Loads one of them. */
export type LoadShared = <Name extends keyof SharedModules>(name: Name) => Promise<SharedModules[Name]>;
