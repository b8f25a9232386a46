import type { Words } from './words';

/** A button in a notice. */
export interface Choice {
  label: string;
  choose(): unknown;
}

/** What the bar lets the student do. */
export interface BarActions {
  download(): void;
  changeName(): void;
}

/** The line above a notebook that says where its work is kept; below it what there is to decide or to know. */
export class WorkBar {
  readonly node = element('section', 'bayes-WorkBar');
  readonly #kept = element('details', 'bayes-WorkBar-kept');
  readonly #download = element('button', 'jp-mod-styled jp-mod-accept bayes-WorkBar-download');
  readonly #signed = element('span', 'bayes-WorkBar-signed');
  readonly #name = element('button', 'bayes-WorkBar-name');
  readonly #notices = new Map<string, HTMLElement>();
  readonly #words: Words;

  constructor(words: Words, actions: BarActions) {
    this.#words = words;
    this.#kept.append(element('summary', '', words.kept), words.keptDetails);
    this.#download.textContent = words.download;
    this.#download.onclick = () => actions.download();
    this.#name.title = words.changeName;
    this.#name.onclick = () => actions.changeName();
    this.#signed.hidden = true;
    this.#signed.append(this.#name);
    const line = element('div', 'bayes-WorkBar-line');
    line.append(this.#kept, this.#download, this.#signed);
    this.node.setAttribute('aria-label', words.kept);
    this.node.append(line);
  }

  /** Says under which name the next download will be called. */
  sign(name: string): void {
    this.#name.textContent = this.#words.signedAs(name);
    this.#signed.hidden = false;
  }

  /** Whether this tab has what is to be handed in. */
  set hasWork(has: boolean) {
    this.#download.disabled = !has;
  }

  /** Says in the place of where the work is kept that it is not. */
  warn(text: string): void {
    this.#kept.replaceWith(element('strong', 'bayes-WorkBar-kept', text));
  }

  /** Shows a notice until it is cleared, in the place of the one that was shown under the same key. */
  show(key: string, text: string, choices: Choice[]): void {
    const notice = element('div', 'bayes-WorkBar-notice');
    notice.dataset.notice = key;
    notice.setAttribute('role', 'alert');
    notice.append(element('span', 'bayes-WorkBar-text', text));
    for (const { label, choose } of choices) {
      const button = element('button', 'jp-mod-styled bayes-WorkBar-choice', label);
      button.onclick = () => void choose();
      notice.append(button);
    }
    this.clear(key);
    this.#notices.set(key, notice);
    this.node.append(notice);
  }

  /** Takes a notice away, if it is shown. */
  clear(key: string): void {
    this.#notices.get(key)?.remove();
    this.#notices.delete(key);
  }
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  text = '',
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}
