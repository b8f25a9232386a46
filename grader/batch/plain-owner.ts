import type { Owner } from './owner';
import { nameInStem } from './plain-name';

/** The owner whom a stem or a folder's name tells, where no platform does. */
export function plainOwner(name: string, depth: number): Owner {
  const student = nameInStem(name) || 'unnamed';
  return { student, key: fold(student), depth };
}

/** One spelling for names that differ in case, accents' encoding or spaces alone. */
export const fold = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
