import { type Notebook, parseNotebook } from '../../wire/notebook';

/** What the site publishes at a notebook's path, whatever copy of it this browser keeps. */
export class PublishedNotebook {
  readonly #url: string;

  /** @param baseUrl the site's */
  constructor(baseUrl: string, path: string) {
    this.#url = `${baseUrl}files/${path.split('/').map(encodeURIComponent).join('/')}`;
  }

  /** @returns undefined where nothing is published there, or the site cannot be asked now, as without a network */
  async load(): Promise<Notebook | undefined> {
    let response: Response;
    try {
      response = await fetch(this.#url, { cache: 'no-cache' });
    } catch {
      return undefined;
    }
    return response.ok ? parseNotebook(await response.text()) : undefined;
  }
}
