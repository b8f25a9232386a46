import { type Entry, getFileNameLowLevel } from 'yauzl';

/** An entry's name as its bytes, flag and extra fields say it. */
export const zipEntryName = (entry: Entry): string =>
  getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
