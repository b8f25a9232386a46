import type { Language } from '../../lib/language';

/** What the page says of the student's work. */
export interface Words {
  kept: string;
  keptDetails: string;
  download: string;
  signedAs(name: string): string;
  changeName: string;
  askName: string;
  askNameLabel: string;
  nameNeedsLetters: string;
  cancel: string;
  elsewhere: string;
  useHere: string;
  otherCannotSave: string;
  /** What this tab said when another took over. */
  ownKeptAs(file: string): string;
  newEdition: string;
  openNewEdition: string;
  keepMine: string;
  reset: string;
  wasReset(file: string): string;
  nothingPublished: string;
  storageFull: string;
  storageRefused: string;
  notKept(reason: string): string;
  understood: string;
  /** Behind a notebook's name, such that the grader takes neither for a student's. */
  newEditionSuffix: string;
  copySuffix: string;
}

/** In both languages of the lectures. */
export const words: Record<Language, Words> = {
  pl: {
    kept: 'Twoja praca zapisuje się tylko w tej przeglądarce.',
    keptDetails:
      'W oknie prywatnym znika razem z oknem, a po wyczyszczeniu danych przeglądarki nie da się jej odzyskać. Pobrany plik zostaje u Ciebie.',
    download: 'Pobierz do oddania',
    signedAs: (name) => `jako ${name}`,
    changeName: 'Zmień nazwisko',
    askName: 'Kto oddaje tę pracę?',
    askNameLabel: 'Imię i nazwisko. Tak zaczyna się nazwa pliku i po niej poznaje się, czyja to praca.',
    nameNeedsLetters:
      'Wpisz imię i nazwisko, zaczynając od litery: sam numer i słowo takie jak „final” wyglądają w nazwie pliku jak wersja.',
    cancel: 'Anuluj',
    elsewhere: 'Ten notatnik jest już otwarty w innej karcie. Tutaj można go tylko czytać.',
    useHere: 'Pracuj tutaj',
    otherCannotSave:
      'Tamta karta nie może zapisać swojej pracy. Pobierz ją stamtąd, zanim zaczniesz pracować tutaj.',
    ownKeptAs: (file) => `To, co zmieniono w tej karcie, jest w pliku „${file}”.`,
    newEdition: 'Opublikowano nową wersję tego notatnika. Otwarta jest Twoja, z Twoją pracą.',
    openNewEdition: 'Otwórz nową jako kopię',
    keepMine: 'Zostań przy mojej',
    reset: 'Zacznij ten notatnik od nowa (Twoja praca zostanie w kopii)',
    wasReset: (file) => `Notatnik jest znów taki, jak go opublikowano. Twoja praca jest w pliku „${file}”.`,
    nothingPublished: 'Strona nie ma teraz opublikowanej wersji tego notatnika, więc nic się nie zmieniło.',
    storageFull:
      'Nie można zapisać pracy: przeglądarka nie ma już na nią miejsca. Pobierz ją teraz, a potem usuń z listy plików kopie, których nie potrzebujesz.',
    storageRefused:
      'Ta przeglądarka nie pozwala tej stronie niczego przechować. Pobierz pracę, zanim zamkniesz lub odświeżysz kartę.',
    notKept: (reason) => `Nie można zapisać pracy w tej przeglądarce. Pobierz ją teraz. Powód: ${reason}`,
    understood: 'Rozumiem',
    newEditionSuffix: 'nowa wersja',
    copySuffix: 'kopia',
  },
  en: {
    kept: 'Your work is kept in this browser only.',
    keptDetails:
      'In a private window it goes with the window, and once the browser’s data are cleared nothing brings it back. A downloaded file stays with you.',
    download: 'Download to hand in',
    signedAs: (name) => `as ${name}`,
    changeName: 'Change the name',
    askName: 'Whose work is this?',
    askNameLabel: 'First and last name. The file’s name begins with it, which tells whose work it is.',
    nameNeedsLetters:
      'Give your first and last name, beginning with a letter: a number alone, or a word such as “final”, looks like a version in a file’s name.',
    cancel: 'Cancel',
    elsewhere: 'This notebook is already open in another tab. Here it can only be read.',
    useHere: 'Use it here',
    otherCannotSave: 'The other tab cannot save its work. Download it there before you go on here.',
    ownKeptAs: (file) => `What was changed in this tab is in the file “${file}”.`,
    newEdition: 'A new edition of this notebook has been published. This is yours, with your work.',
    openNewEdition: 'Open the new one as a copy',
    keepMine: 'Stay with mine',
    reset: 'Begin this notebook anew (your work stays in a copy)',
    wasReset: (file) => `The notebook is as it was published. Your work is in the file “${file}”.`,
    nothingPublished: 'The site has no published edition of this notebook now, so nothing was changed.',
    storageFull:
      'Your work cannot be saved: the browser has no room left for it. Download it now, then delete copies that you do not need from the list of files.',
    storageRefused:
      'This browser does not let this page keep anything. Download your work before you close or reload the tab.',
    notKept: (reason) => `Your work cannot be saved in this browser. Download it now. Reason: ${reason}`,
    understood: 'I see',
    newEditionSuffix: 'new version',
    copySuffix: 'copy',
  },
};
