import type { Language } from '../../../lib/language';
import type { HeroWords } from './hero-figure';

/** A heading and what stands below it, as HTML. */
interface Note {
  title: string;
  text: string;
}

/** All that a front page says in one language, but for what the lectures say themselves. */
export interface FrontPageWords {
  title: string;
  description: string;
  heading: string;
  lead: string;
  hero: HeroWords & { caption: string };
  /** The name of the other language, in that language. */
  otherLanguage: string;
  lectures: string;
  /** Before a lecture's number. */
  lecture: string;
  /** Opens the first lecture. */
  start: string;
  /** Opens a lecture, before its number. */
  open: string;
  needsScripts: string;
  notes: Note[];
  teacher: Note;
  footer: string;
}

/** The front pages' words, of one author in both languages and never translated word by word. */
export const frontPageWords: Record<Language, FrontPageWords> = {
  pl: {
    title: 'Bayesowskie sieci neuronowe – wykład w przeglądarce',
    description:
      'Dwa wykłady o bayesowskich sieciach neuronowych, które czyta się, uruchamia i zmienia w przeglądarce. Bez instalowania, bez konta.',
    heading: 'Sieć, która wie, kiedy zgaduje',
    lead: 'Wykłady o bayesowskich sieciach neuronowych, które czytasz, uruchamiasz i zmieniasz tutaj, w przeglądarce. Niczego nie instalujesz i nie zakładasz konta.',
    hero: {
      alt: 'Dziewięć funkcji wylosowanych z rozkładu a posteriori. Tam, gdzie są dane, biegną razem; w luce pośrodku i za końcem danych rozchodzą się.',
      knows: 'tu wiem',
      guesses: 'tu zgaduję',
      caption:
        'Dokładny rozkład a posteriori: dziewięć wylosowanych funkcji, ich średnia oraz pasma jednego i dwóch odchyleń standardowych (proces gaussowski wokół zaszumionego sinusa).',
    },
    otherLanguage: 'English',
    lectures: 'Wykłady',
    lecture: 'Wykład',
    start: 'Zacznij od pierwszego wykładu',
    open: 'Otwórz wykład',
    needsScripts: 'Wykłady liczą w przeglądarce, więc potrzebują włączonego JavaScriptu.',
    notes: [
      {
        title: 'Twoja praca zostaje u ciebie',
        text: 'Wszystko, co napiszesz, zapisuje się w tej przeglądarce, na tym urządzeniu, i nigdzie nie jest wysyłane. Zamknięcie karty niczego nie kasuje, ale wyczyszczenie danych przeglądarki już tak. Dlatego co jakiś czas pobierz notatnik na dysk.',
      },
      {
        title: 'Oddajesz plik',
        text: 'Zadania sprawdzają się same i podpowiadają, co poszło nie tak. Gdy skończysz, pobierz notatnik przyciskiem nad nim i oddaj ten plik prowadzącemu.',
      },
      {
        title: 'Działa też bez sieci',
        text: 'Po pierwszym otwarciu wykładu wszystko, czego potrzebuje, jest już w przeglądarce. Następnym razem otworzy się i policzy także w pociągu.',
      },
    ],
    teacher: {
      title: 'Dla prowadzących',
      text: 'Ta strona to folder zwykłych plików. Tworzy go polecenie <code>npm run site</code>, a udostępni go każdy serwer WWW, pod dowolną ścieżką, na przykład GitHub Pages. Oddane notatniki ocenia <code>npm run grade</code>: z punktami, uzasadnieniem i podpowiedzią do każdego zadania. Jak to zrobić krok po kroku, mówią w folderze projektu pliki <code>docs/site.md</code> i <code>README.pl.md</code>.',
    },
    footer:
      'bayes-notebooks: otwarte źródła na licencji MIT. Strona nie używa ciasteczek i nie łączy się z żadnym innym serwerem.',
  },
  en: {
    title: 'Bayesian neural networks – a lecture in your browser',
    description:
      'Two lectures on Bayesian neural networks that you read, run and change in the browser. Nothing to install, no account.',
    heading: 'A network that knows when it is guessing',
    lead: 'Lectures on Bayesian neural networks that you read, run and change right here, in the browser. Nothing to install, and no account.',
    hero: {
      alt: 'Nine functions drawn from a posterior. Where there are data they run together; in the gap between the data and beyond their ends they part.',
      knows: 'here I know',
      guesses: 'here I am guessing',
      caption:
        'An exact posterior: nine functions drawn from it, their mean, and bands of one and two standard deviations (a Gaussian process around a noisy sine).',
    },
    otherLanguage: 'Polski',
    lectures: 'The lectures',
    lecture: 'Lecture',
    start: 'Start the first lecture',
    open: 'Open lecture',
    needsScripts: 'The lectures compute in your browser, so they need JavaScript to be switched on.',
    notes: [
      {
        title: 'Your work stays with you',
        text: 'What you write is kept in this browser, on this device, and is sent nowhere. Closing the tab loses nothing, but clearing the browser’s data does: download the notebook to your disk every now and then.',
      },
      {
        title: 'You hand in a file',
        text: 'The exercises check themselves and hint at what went wrong. When you are done, download the notebook by the button above it, and give that file to your teacher.',
      },
      {
        title: 'It works offline, too',
        text: 'Once a lecture has been opened, all that it needs is in your browser. Next time it will open and run on a train as well.',
      },
    ],
    teacher: {
      title: 'For teachers',
      text: 'This site is a folder of plain files. <code>npm run site</code> makes it, and any web server will do, below any path, GitHub Pages for one. <code>npm run grade</code> marks the notebooks that come back, with points, a reason and a hint for each exercise. <code>docs/site.md</code> and <code>README.md</code> in the project’s folder take you through it step by step.',
    },
    footer:
      'bayes-notebooks: open source under the MIT licence. This site sets no cookies and asks no other server for anything.',
  },
};
