import { markOf, saidBy } from '../../wire/edition';
import type { Notebook } from '../../wire/notebook';
import type { Contents, DocumentManager } from './documents';
import { download } from './download';
import { freePath } from './free-path';
import { handInName } from './hand-in-name';
import type { NotebookPanel } from './jupyterlab';
import { compareEditions } from './new-edition';
import { type Holder, NotebookHold } from './notebook-hold';
import { languageOf } from './notebook-language';
import { PublishedNotebook } from './published-notebook';
import type { Remembered } from './remembered';
import type { StudentName } from './student-name';
import { type Words, words } from './words';
import { WorkBar } from './work-bar';

/** What all notebooks of a page share. */
export interface Page {
  contents: Contents;
  documents: DocumentManager;
  baseUrl: string;
  remembered: Remembered;
  student: StudentName;
}

/** The student's work in one notebook that is open: where it is kept, and what is said of it. */
export class NotebookWork implements Holder {
  readonly bar: WorkBar;
  readonly words: Words;
  readonly #panel: NotebookPanel;
  readonly #page: Page;
  readonly #published: PublishedNotebook;
  readonly #hold: NotebookHold;
  /** What the notebook said when another tab had it. */
  #saidBefore: string | undefined;

  /** @param panel whose notebook is loaded */
  constructor(panel: NotebookPanel, page: Page) {
    this.#panel = panel;
    this.#page = page;
    this.words = words[languageOf(this.#notebook)];
    this.#published = new PublishedNotebook(page.baseUrl, this.#path);
    this.#hold = new NotebookHold(`bayes-notebooks ${page.baseUrl} ${this.#path}`, this);
    this.bar = new WorkBar(this.words, {
      download: () => void this.#handIn(page.student.known),
      changeName: () => void this.#handIn(undefined),
    });
    if (page.student.known) this.bar.sign(page.student.known);
  }

  get isHere(): boolean {
    return this.#hold.isHere;
  }

  start(): Promise<void> {
    return this.#hold.start();
  }

  close(): void {
    this.#hold.close();
  }

  async here(): Promise<void> {
    this.bar.clear('elsewhere');
    this.#setReadOnly(false);
    if (this.#saidBefore !== undefined) await this.#takeOver(this.#saidBefore);
    const published = await this.#published.load();
    if (published) await this.#compareWith(published);
  }

  elsewhere(): void {
    this.#saidBefore = saidBy(this.#notebook);
    this.#setReadOnly(true);
    this.#sayElsewhere(this.words.elsewhere);
  }

  async save(): Promise<void> {
    if (this.#panel.context.model.dirty) await this.#panel.context.save();
  }

  refused(): void {
    this.#sayElsewhere(this.words.otherCannotSave);
  }

  kept(): void {
    this.bar.clear('not kept');
  }

  /** @returns true: the student can read why */
  notKept(error: unknown): true {
    const { name, message } = error as Error;
    const isFull = name === 'QuotaExceededError';
    this.bar.show('not kept', isFull ? this.words.storageFull : this.words.notKept(message), []);
    return true;
  }

  /** Warns where nothing is kept at all. */
  sayRefused(): void {
    this.bar.warn(this.words.storageRefused);
  }

  /** Makes the notebook what is published, and keeps the student's as a copy. */
  async reset(): Promise<void> {
    const published = await this.#published.load();
    if (!published) return this.#tell('reset', this.words.nothingPublished);
    const copy = await this.#keepAs(this.#notebook, this.words.copySuffix);
    this.#panel.context.model.fromJSON(published);
    await this.#panel.context.save();
    this.bar.clear('edition');
    this.#tell('reset', this.words.wasReset(copy));
  }

  get #path(): string {
    return this.#panel.context.path;
  }

  get #notebook(): Notebook {
    return this.#panel.context.model.toJSON();
  }

  async #handIn(known: string | undefined): Promise<void> {
    const student = known ?? (await this.#page.student.ask(this.words));
    if (student === undefined) return;
    this.bar.sign(student);
    await this.save().catch(() => undefined); // the bar has said why, and the file needs no room in the browser
    download(handInName(student, await this.#lectureName()), `${JSON.stringify(this.#notebook, null, 1)}\n`);
  }

  /** The lecture's own name in the notebook's language where it is open under that, else its id. */
  async #lectureName(): Promise<string> {
    const file = this.#path.replace(/^.*\//, '').replace(/\.ipynb$/, '');
    const lecture = markOf(this.#notebook)?.lecture;
    const published = await this.#published.load();
    return lecture === undefined || (published && markOf(published)?.lecture === lecture) ? file : lecture;
  }

  /** Loads what the other tab has kept; what was changed here meanwhile stays in a copy. */
  async #takeOver(saidBefore: string): Promise<void> {
    this.#saidBefore = undefined;
    if (saidBy(this.#notebook) !== saidBefore)
      this.#tell('own', this.words.ownKeptAs(await this.#keepAs(this.#notebook, this.words.copySuffix)));
    await this.#panel.context.revert();
  }

  #compareWith(published: Notebook): Promise<void> {
    const { remembered, documents } = this.#page;
    const key = `edition of ${this.#page.baseUrl} ${this.#path}`;
    return compareEditions(this.#panel.context, published, {
      answered: () => remembered.get(key),
      ask: (edition) => {
        const answer = () => {
          remembered.set(key, edition);
          this.bar.clear('edition');
        };
        const open = async () => {
          documents.openOrReveal(await this.#keepAs(published, this.words.newEditionSuffix));
          answer();
        };
        this.bar.show('edition', this.words.newEdition, [
          { label: this.words.openNewEdition, choose: open },
          { label: this.words.keepMine, choose: answer },
        ]);
      },
    });
  }

  /** @returns the path of a new file that holds the notebook */
  async #keepAs(notebook: Notebook, suffix: string): Promise<string> {
    const path = await freePath(this.#page.contents, this.#path, suffix);
    await this.#page.contents.save(path, { type: 'notebook', format: 'json', content: notebook });
    return path;
  }

  #setReadOnly(readOnly: boolean): void {
    for (const cell of this.#panel.content.widgets) cell.readOnly = readOnly;
    this.bar.hasWork = !readOnly;
  }

  #sayElsewhere(text: string): void {
    this.bar.show('elsewhere', text, [{ label: this.words.useHere, choose: () => this.#hold.ask() }]);
  }

  #tell(key: string, text: string): void {
    this.bar.show(key, text, [{ label: this.words.understood, choose: () => this.bar.clear(key) }]);
  }
}
