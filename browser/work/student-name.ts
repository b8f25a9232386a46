import { cleanName, isName } from './hand-in-name';
import type { SharedModules } from './jupyterlab';
import type { Remembered } from './remembered';
import type { Words } from './words';

/** The name under which a student hands in, asked for once. */
export class StudentName {
  readonly #remembered: Remembered;
  readonly #dialog: SharedModules['@jupyterlab/apputils']['InputDialog'];

  constructor(remembered: Remembered, dialog: SharedModules['@jupyterlab/apputils']['InputDialog']) {
    this.#remembered = remembered;
    this.#dialog = dialog;
  }

  /** @returns undefined before it was asked for */
  get known(): string | undefined {
    return this.#remembered.get('student');
  }

  /**
   * Asks until the answer can name a student.
   *
   * @returns undefined where the student cancels
   */
  async ask(words: Words): Promise<string | undefined> {
    let label = words.askNameLabel;
    let text = this.known ?? '';
    for (;;) {
      const { button, value } = await this.#dialog.getText({
        title: words.askName,
        label,
        text,
        okLabel: words.download,
        cancelLabel: words.cancel,
        required: true,
      });
      if (!button.accept) return undefined;
      text = value ?? '';
      const name = cleanName(text);
      if (isName(name)) {
        this.#remembered.set('student', name);
        return name;
      }
      label = words.nameNeedsLetters;
    }
  }
}
