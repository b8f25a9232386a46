// The one source of the lecture's four notebooks: Polish and English, the student's and the solved edition.
// `npm run notebooks` writes them. How a cell is written stands in lecture/README.md.

/** The names of the notebooks, without their ending; the English one is this file's own. */
export const notebooks = {
  pl: '02-inne-drogi-do-rozkladu-a-posteriori',
  en: '02-other-roads-to-the-posterior',
};

/** Words in both languages; in a notebook one of them stands in the call's place. */
declare function say<T>(words: { pl: T; en: T }): T;

// %% [markdown] id="title"
/* pl
# Inne drogi do rozkładu a posteriori
*/
/* en
# Other roads to the posterior
*/

// %% id="imports"
import { checkExercise, setLanguage, setSeed, tf } from 'bayes-notebooks';

await tf.ready();
setLanguage(say({ pl: 'pl', en: 'en' }));
setSeed(42);

// %% id="exercise-3" tags=["exercise-3"]
import { predictiveLogLikelihood } from '../solutions/exercise-3.js';

// %% id="exercise-3-check" tags=["self-check"]
await checkExercise('exercise-3', predictiveLogLikelihood);

// %% id="exercise-4" tags=["exercise-4"]
import { coverage } from '../solutions/exercise-4.js';

// %% id="exercise-4-check" tags=["self-check"]
await checkExercise('exercise-4', coverage);

// %% [markdown] id="exercise-4-conclusions" tags=["exercise-4-conclusions"] edition="student"
/* pl
### Wnioski z zadania 4

*Zastąp ten tekst swoimi wnioskami (kilka zdań).*

- Która droga jest najbliżej HMC wśród danych, a która w luce? Poprzyj to liczbami z tabeli.
- Która droga jest zbyt pewna siebie, a która zbyt ostrożna, i jak widać to na rysunku kalibracji?
- Dlaczego droga, która dobrze wypada wśród danych, może zawieść w luce?
- Którą drogę wybierzesz dla sieci o milionie parametrów i z czego przy tym zrezygnujesz?
*/
/* en
### Conclusions from exercise 4

*Replace this text by your conclusions (a few sentences).*

- Which road comes nearest to HMC inside the data, and which in the gap? Support it with numbers from the table.
- Which road is too sure of itself, and which too modest, and how does the calibration figure show it?
- Why can a road that scores well inside the data fail in the gap?
- Which would you take for a network with a million parameters, and what would you give up?
*/

// %% [markdown] id="exercise-4-conclusions" tags=["exercise-4-conclusions"] edition="solved"
/* pl
### Wnioski z zadania 4

Wśród danych najbliżej HMC jest aproksymacja Laplace'a, w luce każda inna droga jest zbyt pewna siebie.
*/
/* en
### Conclusions from exercise 4

Inside the data the Laplace approximation comes nearest to HMC, and in the gap every other road is too sure of itself.
*/
