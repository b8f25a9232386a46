import type { Words } from '../../lib/language';
import type { Place } from '../submission/place';

/** The end of a way through folders and archives: a file, or a folder with nothing in it. */
export interface Leaf {
  /** Names from the graded folder or file on; an archive counts as a folder. */
  parts: string[];
  /** Which of the parts are archives. */
  archives: number[];
  /** `ignored` is nobody's hand-in, and said to be left out. */
  kind: 'notebook' | 'file' | 'empty' | 'refused' | 'ignored';
  /** Of a notebook. */
  place?: Place;
  /** Why it cannot be read, where it is refused. */
  message?: Words;
}

/** Why a link is refused. */
export const isLink = {
  pl: 'to dowiązanie symboliczne: w folderze oddanych prac nie idzie się za nim',
  en: 'it is a symbolic link: in a folder of submissions it is not followed',
};
