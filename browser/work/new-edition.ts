import type { Notebook } from '../../wire/notebook';
import type { Context } from './documents';
import { isUntouched, markOf } from './edition';

/** What the student can be asked where a copy of theirs hides a notebook that was published anew. */
export interface EditionOffer {
  /** The digest of the last edition that the student was asked about. */
  answered(): string | undefined;
  /** Asks whether to open the new edition too. */
  ask(edition: string): void;
}

/**
 * Compares what this browser keeps with what is published. A copy in which nothing was written is brought up to date
 * without a word; about any other the student is asked, once for each edition.
 */
export async function compareEditions(
  context: Pick<Context, 'model' | 'save'>,
  published: Notebook,
  offer: EditionOffer,
): Promise<void> {
  const edition = markOf(published)?.fingerprint;
  const own = context.model.toJSON();
  if (edition === undefined || edition === markOf(own)?.fingerprint) return;
  if (await isUntouched(own)) {
    context.model.fromJSON(published);
    await context.save();
  } else if (offer.answered() !== edition) offer.ask(edition);
}
