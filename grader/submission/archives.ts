import { beginsLikeNotebook } from './begins-like-notebook';
import { type Listing, listArchive, openPlace } from './open-place';
import type { Place } from './place';

/** How archives are looked into: in this process, or in the one that reads. */
export interface Archives {
  /** The entries of the archive that stands at a place, those of archives in it not among them. */
  list(place: Place): Promise<Listing>;
  /** Whether the first bytes of what stands there look like a notebook's; false where it cannot be read. */
  beginsLikeNotebook(place: Place): Promise<boolean>;
}

/** Looks into them in this very process. */
export const archivesHere: Archives = {
  list: listArchive,
  async beginsLikeNotebook(place) {
    const opened = await openPlace(place);
    return 'content' in opened && beginsLikeNotebook(opened.content);
  },
};
