import { fateOfCopy, markOf } from '../../wire/edition';
import type { Notebook } from '../../wire/notebook';
import type { Context } from './documents';

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
  const fate = await fateOfCopy(context.model.toJSON(), published);
  const edition = markOf(published)?.fingerprint;
  if (fate === 'renewed') {
    context.model.fromJSON(published);
    await context.save();
  } else if (fate === 'kept' && edition !== undefined && offer.answered() !== edition) offer.ask(edition);
}
