// The one source of the lecture's four notebooks: Polish and English, the student's and the solved edition.
// `npm run notebooks` writes them. How a cell is written stands in lecture/README.md.

/** The names of the notebooks, without their ending; the English one is this file's own. */
export const notebooks = {
  pl: '01-bayesowskie-sieci-neuronowe',
  en: '01-bayesian-neural-networks',
};

/** Words in both languages; in a notebook one of them stands in the call's place. */
declare function say<T>(words: { pl: T; en: T }): T;

// %% [markdown] id="title"
/* pl
# Bayesowskie sieci neuronowe

Zwykła sieć odpowiada zawsze tak samo pewnym tonem, także wtedy, gdy pokażemy jej coś, czego nigdy nie widziała. Bayesowska potrafi powiedzieć: „tu wiem, a tam tylko zgaduję”. Na tym wykładzie zobaczymy, skąd bierze się ta umiejętność, ile kosztuje i jak łatwo ją niechcący popsuć.

**Po tym wykładzie**

1. odróżnisz estymację największej wiarygodności (MLE), estymację maksimum a posteriori (MAP) i wnioskowanie w pełni bayesowskie;
2. napiszesz funkcję straty Bayes by Backprop i powiesz, co znaczy każdy jej składnik oraz waga przed dywergencją KL;
3. wytrenujesz bayesowską sieć do klasyfikacji i do regresji, a potem uśrednisz jej odpowiedzi po rozkładzie a posteriori;
4. rozdzielisz niepewność epistemiczną i aleatoryczną;
5. wyjaśnisz, dlaczego średnia z funkcji to nie funkcja od średniej.

**Czego potrzebujesz:** pochodnej i reguły łańcuchowej, rozkładu normalnego i twierdzenia Bayesa, jednej własnoręcznie wytrenowanej sieci oraz podstaw TypeScriptu. Z TensorFlow.js wyjaśnimy to, czego użyjemy.

**Czas:** 90 minut, w tym około 30 na dwa zadania. Wszystkie komórki wykonują się łącznie w niecałą minutę.

Komórkę uruchamia się klawiszami Shift+Enter. Zadania można zostawić na później: komórki, które czekają na odpowiedź, powiedzą o tym jednym zdaniem, a reszta wykładu zadziała.
*/
/* en
# Bayesian neural networks

An ordinary network answers in the same confident voice every time, even when shown something it has never seen. A Bayesian one can say: "here I know, over there I am guessing." In this lecture we look at where that ability comes from, what it costs, and how easily it is spoilt by accident.

**After this lecture you will**

1. tell apart maximum likelihood (MLE), maximum a posteriori (MAP) and fully Bayesian inference;
2. write the loss of Bayes by Backprop, and say what each of its terms means and what the weight before the KL divergence does;
3. train a Bayesian network for classification and for regression, and average its answers over the posterior;
4. separate epistemic from aleatoric uncertainty;
5. explain why the mean of a function is not the function of the mean.

**What you need:** derivatives and the chain rule, the normal distribution and Bayes' theorem, one network you have trained yourself, and the basics of TypeScript. Whatever we use of TensorFlow.js is explained on the way.

**Time:** 90 minutes, about 30 of them for the two exercises. Running every cell takes less than a minute in all.

Shift+Enter runs a cell. The exercises can wait: a cell that needs an answer says so in one sentence, and the rest of the lecture works without it.
*/

// %% [markdown] id="notation"
/* pl
## Oznaczenia

| symbol | znaczenie | w kodzie |
| --- | --- | --- |
| $x_n,\ y_n$ | $n$-ta obserwacja i jej etykieta, $n = 1, \dots, N$ | `xTrain`, `yTrain` |
| $\mathcal{D}$ | zbiór uczący, czyli wszystkie pary $(x_n, y_n)$ | |
| $\theta$ | wektor wszystkich parametrów sieci (wag i obciążeń, czyli *biasów*), o długości $P$ | `parametersToVector` |
| $p(\theta)$ | rozkład a priori parametrów; tutaj $\mathcal{N}(\mu_0, \sigma_0^2)$ dla każdego z osobna | `priorMu`, `priorSigma` |
| $p(y \mid x, \theta)$ | wiarygodność, czyli model stochastyczny: jak wyjście sieci przekłada się na rozkład etykiety | funkcja straty |
| $p(\theta \mid \mathcal{D})$ | rozkład a posteriori | |
| $q(\theta)$ | jego przybliżenie: niezależne rozkłady $\mathcal{N}(\mu_i, \sigma_i^2)$ | `weightMu`, `weightLogSigma` |
| $\mathrm{KL}(q \,\Vert\, p)$ | dywergencja Kullbacka-Leiblera; `klLoss` **warstwy** to **suma**, `klLoss` **modelu** z zadania 1 to **średnia** na parametr | `klLoss` |
| $\sigma$ | zawsze odchylenie standardowe, nigdy wariancja ($\sigma^2$) | `…Sigma` |
| $S$ | liczba próbek z rozkładu a posteriori | `numSamples` |

Kształty tensorów stoją w kodzie na końcu wiersza: `// [112, 4]` to 112 wierszy i 4 kolumny.
*/
/* en
## Notation

| symbol | meaning | in the code |
| --- | --- | --- |
| $x_n,\ y_n$ | the $n$-th observation and its label, $n = 1, \dots, N$ | `xTrain`, `yTrain` |
| $\mathcal{D}$ | the training set: all pairs $(x_n, y_n)$ | |
| $\theta$ | the vector of all the network's parameters (weights and biases), $P$ of them | `parametersToVector` |
| $p(\theta)$ | the prior over the parameters; here $\mathcal{N}(\mu_0, \sigma_0^2)$ for each one | `priorMu`, `priorSigma` |
| $p(y \mid x, \theta)$ | the likelihood, or stochastic model: how the network's output turns into a distribution of the label | the loss |
| $p(\theta \mid \mathcal{D})$ | the posterior | |
| $q(\theta)$ | its approximation: independent $\mathcal{N}(\mu_i, \sigma_i^2)$ | `weightMu`, `weightLogSigma` |
| $\mathrm{KL}(q \,\Vert\, p)$ | the Kullback-Leibler divergence; a **layer's** `klLoss` is a **sum**, the **model's** `klLoss` of exercise 1 a **mean** per parameter | `klLoss` |
| $\sigma$ | always a standard deviation, never a variance ($\sigma^2$) | `…Sigma` |
| $S$ | the number of draws from the posterior | `numSamples` |

Shapes of tensors stand at the end of a line of code: `// [112, 4]` is 112 rows and 4 columns.
*/

// %% [markdown] id="point-estimates"
/* pl
## 1. Dwie estymacje punktowe

**MLE.** Gdy minimalizujemy zwykłą funkcję straty, szukamy parametrów, przy których zaobserwowane dane są najbardziej prawdopodobne:

$$\hat\theta_{\mathrm{MLE}} = \arg\max_\theta \; \log p(\mathcal{D} \mid \theta) = \arg\min_\theta \; -\sum_{n=1}^{N} \log p(y_n \mid x_n, \theta).$$

Entropia krzyżowa to ta suma dla rozkładu kategorialnego, a błąd średniokwadratowy, z dokładnością do skali i stałej, dla rozkładu normalnego. To spojrzenie częstościowe: $\theta$ jest nieznaną liczbą, losowe są tylko dane.

**MAP.** Jeśli o parametrach wiemy coś, zanim przyjdą dane, zapisujemy to jako rozkład a priori $p(\theta)$. Twierdzenie Bayesa łączy go z wiarygodnością:

$$p(\theta \mid \mathcal{D}) = \frac{p(\mathcal{D} \mid \theta)\, p(\theta)}{p(\mathcal{D})}, \qquad \hat\theta_{\mathrm{MAP}} = \arg\max_\theta \; \big[ \log p(\mathcal{D} \mid \theta) + \log p(\theta) \big].$$

MAP to **moda** rozkładu a posteriori, a więc nadal jeden punkt. Korzysta z twierdzenia Bayesa, ale o niepewności mówi tyle samo co MLE: nic.

**Regularyzacja jako MAP.** Kara dodana do straty jest estymacją MAP dokładnie wtedy, gdy jest minus logarytmem jakiegoś rozkładu a priori. Kara L2 odpowiada rozkładowi normalnemu, $-\log \mathcal{N}(\theta; 0, \sigma_0^2 I) = \lVert\theta\rVert^2 / 2\sigma_0^2 + \text{const}$, a kara L1 rozkładowi Laplace'a. Nie każda regularyzacja mieści się w tym obrazie. Wczesne zatrzymanie niczego do celu nie dodaje, tylko przerywa drogę do niego, i nie wynika z żadnego rozkładu a priori, który by ustalono przed obejrzeniem danych (w regresji liniowej działa wprawdzie jak rozkład normalny, ale taki, który sam od danych zależy).
*/
/* en
## 1. Two point estimates

**MLE.** Minimising an ordinary loss means looking for the parameters under which the data we saw are most probable:

$$\hat\theta_{\mathrm{MLE}} = \arg\max_\theta \; \log p(\mathcal{D} \mid \theta) = \arg\min_\theta \; -\sum_{n=1}^{N} \log p(y_n \mid x_n, \theta).$$

Cross-entropy is this sum for a categorical distribution; the mean squared error, up to scale and a constant, is the same for a normal one. This is the frequentist view: $\theta$ is an unknown number, and only the data are random.

**MAP.** What we know about the parameters before any data arrive is written down as a prior $p(\theta)$. Bayes' theorem joins it to the likelihood:

$$p(\theta \mid \mathcal{D}) = \frac{p(\mathcal{D} \mid \theta)\, p(\theta)}{p(\mathcal{D})}, \qquad \hat\theta_{\mathrm{MAP}} = \arg\max_\theta \; \big[ \log p(\mathcal{D} \mid \theta) + \log p(\theta) \big].$$

MAP is the **mode** of the posterior, so it is still a single point. It uses Bayes' theorem, yet it says exactly as much about uncertainty as MLE does: nothing.

**Regularisation as MAP.** A penalty added to the loss is MAP estimation precisely where it is minus the logarithm of some prior. The L2 penalty belongs to the normal distribution, $-\log \mathcal{N}(\theta; 0, \sigma_0^2 I) = \lVert\theta\rVert^2 / 2\sigma_0^2 + \text{const}$, and the L1 penalty to the Laplace distribution. Not all regularisation fits. Early stopping adds nothing to the objective, it only cuts the journey short, and it follows from no prior that was fixed before the data were seen (in linear regression it does act like a normal prior, but one that depends on the data themselves).
*/

// %% [markdown] id="posterior"
/* pl
## 2. Zamiast punktu: rozkład

Wnioskowanie bayesowskie nie wybiera najlepszego $\theta$. Przewidując, pyta o zdanie **wszystkie** sieci i waży ich głosy rozkładem a posteriori:

$$p(y \mid x, \mathcal{D}) = \int p(y \mid x, \theta)\; p(\theta \mid \mathcal{D})\; d\theta \;\approx\; \frac1S \sum_{s=1}^{S} p(y \mid x, \theta_s), \qquad \theta_s \sim p(\theta \mid \mathcal{D}).$$

To jest **rozkład predykcyjny**. Tam, gdzie dane wyznaczają funkcję jednoznacznie, sieci się zgadzają; tam, gdzie danych brakuje, ciągnie każda w swoją stronę, i właśnie tę niezgodę nazywamy **niepewnością epistemiczną**. Im więcej danych, tym jest ona mniejsza. Szum samych etykiet, zapisany w $p(y \mid x, \theta)$, to **niepewność aleatoryczna**: więcej danych jej nie usunie.

Często mówi się krócej: w sieci bayesowskiej każda waga jest rozkładem, a nie liczbą. To wygodny obraz, lecz bywa zbyt ciasny, bo sugeruje osobny, niezależny rozkład dla każdej wagi. Lepiej myśleć o **jednym rozkładzie na całej przestrzeni parametrów**, w którym wagi mogą być od siebie zależne; rozkłady niezależne to dopiero jego przybliżenie.

Całki nie da się policzyć dokładnie, dróg do niej jest jednak wiele:

- **wnioskowanie wariacyjne**: dopasuj prosty rozkład $q(\theta)$ do prawdziwego. *Bayes by Backprop* [1], metoda tego wykładu, robi to zwykłym spadkiem gradientu, dlatego tak przypomina trening zwykłej sieci;
- **MCMC**, na przykład Hamiltonian Monte Carlo [5]: błądź losowo tak, by odwiedzać każde $\theta$ tym częściej, im jest ono bardziej prawdopodobne; dokładne w granicy, kosztowne w praktyce. Posłuży nam za wzorzec, z którym porównamy wyniki;
- **przybliżenie Laplace'a** [4], [9]: znajdź MAP i rozepnij wokół niego rozkład normalny o krzywiźnie straty;
- **MC dropout** [3]: zostaw dropout włączony podczas przewidywania i uśredniaj;
- **zespoły głębokie** [6]: wytrenuj kilka sieci z różnych punktów startowych. Rodzą się bez wzoru Bayesa, ale często dają bardzo dobre niepewności.
*/
/* en
## 2. A distribution instead of a point

Bayesian inference does not choose the best $\theta$. To predict, it asks **every** network for its opinion and weighs the votes by the posterior:

$$p(y \mid x, \mathcal{D}) = \int p(y \mid x, \theta)\; p(\theta \mid \mathcal{D})\; d\theta \;\approx\; \frac1S \sum_{s=1}^{S} p(y \mid x, \theta_s), \qquad \theta_s \sim p(\theta \mid \mathcal{D}).$$

This is the **predictive distribution**. Where the data pin the function down, the networks agree; where data are missing, each goes its own way, and that disagreement is what we call **epistemic uncertainty**. The more data, the smaller it is. The noise of the labels themselves, written into $p(y \mid x, \theta)$, is **aleatoric uncertainty**: no amount of data removes it.

People often put it more briefly: in a Bayesian network each weight is a distribution rather than a number. A handy picture, but a narrow one, because it suggests a separate, independent distribution for every weight. It is better to think of **one distribution over the whole space of parameters**, in which weights may depend on each other; independent ones are already an approximation.

The integral cannot be solved exactly, but many roads lead towards it:

- **variational inference**: fit a simple distribution $q(\theta)$ to the true one. *Bayes by Backprop* [1], the method of this lecture, does that with plain gradient descent, which is why it looks so much like ordinary training;
- **MCMC**, such as Hamiltonian Monte Carlo [5]: wander at random so that each $\theta$ is visited as often as it is probable; exact in the limit, expensive in practice. It will be the yardstick that we hold our results against;
- the **Laplace approximation** [4], [9]: find the MAP estimate and lay a normal distribution around it, shaped by the curvature of the loss;
- **MC dropout** [3]: leave dropout switched on while predicting, and average;
- **deep ensembles** [6]: train several networks from different starting points. They are born without Bayes' formula, yet often give very good uncertainties.
*/

// %% [markdown] id="recipe"
/* pl
## 3. Przepis na sieć bayesowską

Rozkład a posteriori jest wyznaczony, gdy tylko mamy dane i dwa składniki [2]:

1. **model funkcyjny**, czyli architekturę: jaką funkcję $f_\theta(x)$ oblicza sieć;
2. **model stochastyczny**: rozkład a priori $p(\theta)$ oraz wiarygodność $p(y \mid x, \theta)$, która mówi, z jakim prawdopodobieństwem przy parametrach $\theta$ obserwacja $x$ ma etykietę $y$.

Zwróć uwagę, czego na tej liście nie ma: **treningu**. Optymalizacja jest jedną z dróg do przybliżenia rozkładu a posteriori, a nie częścią jego definicji. Łańcuch MCMC niczego nie minimalizuje, a w regresji liniowej rozkład a posteriori ma gotowy wzór (zobaczymy go niżej).

Wybór modelu stochastycznego jest odpowiednikiem wyboru funkcji straty w zwykłej sieci: $-\log p(y \mid x, \theta)$ staje się stratą na danych, a $-\log p(\theta)$ karą. Nie jest więc ani trochę bardziej dowolny, tylko wypowiedziany na głos.

**Bayes by Backprop.** Szukamy rozkładu $q(\theta) = \prod_i \mathcal{N}(\theta_i; \mu_i, \sigma_i^2)$ najbliższego rozkładowi a posteriori, a odległość mierzymy dywergencją $\mathrm{KL}\big(q(\theta) \,\Vert\, p(\theta \mid \mathcal{D})\big)$. Wprost policzyć jej nie umiemy, bo nie znamy rozkładu a posteriori, ale zawsze zachodzi równość

$$\log p(\mathcal{D}) = \mathrm{ELBO} + \mathrm{KL}\big(q(\theta) \,\Vert\, p(\theta \mid \mathcal{D})\big), \qquad \mathrm{ELBO} = \mathbb{E}_{q(\theta)}\Big[\sum_{n=1}^{N} \log p(y_n \mid x_n, \theta)\Big] - \mathrm{KL}\big(q(\theta) \,\Vert\, p(\theta)\big).$$

Lewa strona nie zależy od $q$. Im większe więc ELBO, tym bliższy jest $q$; a że dywergencja nie bywa ujemna, ELBO ogranicza $\log p(\mathcal{D})$ od dołu (*evidence lower bound*). Kolejność argumentów ma znaczenie: ta dywergencja surowo karze $q$ za każde miejsce, którego rozkład a posteriori nie odwiedza, a pominięcie części odwiedzanych wybacza.

Pierwszy składnik ELBO każe dobrze opisywać dane, drugi nie oddalać się bez powodu od wiedzy a priori; **KL jest tu sumą** po wszystkich parametrach. Wartość oczekiwaną po $q$ w każdym kroku treningu zastępuje **jedno losowanie**, a gradient przechodzi przez nie dzięki reparametryzacji [1]: $\theta_i = \mu_i + \sigma_i \varepsilon_i$, gdzie $\varepsilon_i \sim \mathcal{N}(0, 1)$.

Dość teorii, czas na kod.
*/
/* en
## 3. The recipe for a Bayesian network

The posterior is settled as soon as we have data and two ingredients [2]:

1. a **functional model**, that is the architecture: which function $f_\theta(x)$ the network computes;
2. a **stochastic model**: the prior $p(\theta)$ and the likelihood $p(y \mid x, \theta)$, which says how probable the label $y$ is for the observation $x$ under the parameters $\theta$.

Notice what is not on the list: **training**. Optimisation is one road to an approximate posterior and no part of its definition. A Markov chain minimises nothing, and in linear regression the posterior has a formula of its own (we will meet it below).

Choosing the stochastic model is the counterpart of choosing a loss for an ordinary network: $-\log p(y \mid x, \theta)$ becomes the loss on the data and $-\log p(\theta)$ the penalty. The choice is no more arbitrary than before; it is only said out loud.

**Bayes by Backprop.** We look for the distribution $q(\theta) = \prod_i \mathcal{N}(\theta_i; \mu_i, \sigma_i^2)$ that is nearest to the posterior, and measure the distance by $\mathrm{KL}\big(q(\theta) \,\Vert\, p(\theta \mid \mathcal{D})\big)$. That cannot be computed directly, since the posterior is what we do not know, but it always holds that

$$\log p(\mathcal{D}) = \mathrm{ELBO} + \mathrm{KL}\big(q(\theta) \,\Vert\, p(\theta \mid \mathcal{D})\big), \qquad \mathrm{ELBO} = \mathbb{E}_{q(\theta)}\Big[\sum_{n=1}^{N} \log p(y_n \mid x_n, \theta)\Big] - \mathrm{KL}\big(q(\theta) \,\Vert\, p(\theta)\big).$$

The left side does not depend on $q$. So the larger the ELBO, the nearer $q$ is; and as a divergence is never negative, the ELBO bounds $\log p(\mathcal{D})$ from below (it is the *evidence lower bound*). The order of the arguments matters: this divergence punishes $q$ severely for every place that the posterior does not visit, and forgives it for leaving out some that the posterior does.

The first term of the ELBO asks for a good account of the data, the second for no needless departure from prior knowledge; **the KL is a sum** over all parameters here. At each step of training, **one draw** stands for the expectation over $q$, and gradients pass through it by reparameterisation [1]: $\theta_i = \mu_i + \sigma_i \varepsilon_i$ with $\varepsilon_i \sim \mathcal{N}(0, 1)$.

Enough theory; time for code.
*/

// %% [markdown] id="set-up"
/* pl
## 4. Przygotowanie

`tf` to TensorFlow.js, pozostałe nazwy pochodzą z biblioteki tego wykładu. `setSeed` ustala ziarno, więc każde wykonanie całego notatnika daje te same liczby; zmień je i zobacz, które wnioski przetrwają.
*/
/* en
## 4. Getting ready

`tf` is TensorFlow.js; all other names come from this lecture's own library. `setSeed` fixes the random stream, so that running the whole notebook gives the same numbers each time; change it and see which conclusions survive.
*/

// %% id="imports" tags=["lecture-01"]
import {
  adam,
  answered,
  averagingFigure,
  checkExercise,
  decimal,
  disputedFlowersFigure,
  entropyDecomposition,
  gaussianKl,
  irisDrawPlots,
  klWeightFigure,
  LiveFigure,
  linearPosteriorFigure,
  loadIris,
  parametersToVector,
  percent,
  plotPredictions,
  predictive,
  predictWith,
  priorFunctionsFigure,
  randomNormal,
  sampleWeights,
  setLanguage,
  setSeed,
  showFigure,
  showSource,
  showTable,
  spreadByStepsFigure,
  tf,
  trainTestSplit,
  vectorToParameters,
} from 'bayes-notebooks';

setLanguage(say({ pl: 'pl', en: 'en' }));
setSeed(42);
await tf.ready(); // pl: wybiera silnik obliczeń // en: settles what does the computing
console.log(
  say({
    pl: `TensorFlow.js liczy na: ${tf.getBackend()}`,
    en: `TensorFlow.js computes on: ${tf.getBackend()}`,
  }),
);

// %% [markdown] id="iris-figure"
/* pl
## 5. Klasyfikacja: irysy

### Dane i reguła o dwóch progach

150 kwiatów trzech gatunków, po cztery długości w centymetrach [10]. Rysunek `irisDrawPlots` stawia obok siebie gatunki prawdziwe i przewidziane, a pomyłki zaznacza pierścieniem. Wypróbujmy go na czymś prostszym od sieci: na regule o dwóch progach, którą można mieć od samego patrzenia na płatki.
*/
/* en
## 5. Classification: irises

### The data, and a rule with two thresholds

150 flowers of three species, four lengths in centimetres each [10]. The figure `irisDrawPlots` puts true and predicted species side by side and rings the mistakes. Let us try it on something simpler than a network: a rule with two thresholds, which can be had from just looking at the petals.
*/

// %% id="iris-draw-plots" tags=["lecture-02"]
const iris = loadIris(); // x: [150][4], y: [150]
const byThresholds = ([, , petalLength = 0, petalWidth = 0]: number[]) =>
  petalLength < 2.5 ? 0 : petalWidth < 1.7 ? 1 : 2;
irisDrawPlots(iris.x, iris.y, iris.x.map(byThresholds));

// %% [markdown] id="split"
/* pl
Trzy czwarte kwiatów uczy, jedna czwarta sprawdza. Podział jest tym samym, który daje scikit-learn przy tym samym ziarnie.

Cechy **standaryzujemy** średnią i odchyleniem standardowym zbioru uczącego, i tylko jego: o zbiorze testowym model nie może się dowiedzieć niczego. Cechy w centymetrach zachowamy do porównania, bo różnica okaże się wielka.

`tf.tidy` zwalnia tensory pośrednie, których nikt nie zwraca. W Node.js odśmiecanie nie obejmuje pamięci tensorów, warto więc przyzwyczaić się do tego od początku.
*/
/* en
Three quarters of the flowers teach, one quarter tests. The split is the very one that scikit-learn makes from the same seed.

We **standardise** the features by the mean and standard deviation of the training set, and of that alone: the model may learn nothing about the test set. We keep the features in centimetres for comparison, since the difference will prove large.

`tf.tidy` releases intermediate tensors that nobody returns. In Node.js garbage collection does not reach the memory of tensors, so the habit is worth forming early.
*/

// %% id="data" tags=["lecture-03"]
const split = trainTestSplit(iris.x, iris.y, { testSize: 0.25, randomState: 42 });
const trainCm = tf.tensor2d(split.xTrain); // [112, 4]
const testCm = tf.tensor2d(split.xTest); //   [38, 4]
const yTrain = tf.tensor1d(split.yTrain, 'int32'); // [112]
const yTest = tf.tensor1d(split.yTest, 'int32'); //   [38]
const oneHot = tf.oneHot(yTrain, 3); // [112, 3]

const { mean: featureMean, variance: featureVariance } = tf.moments(trainCm, 0); // [4], [4]
const standardise = (x: tf.Tensor2D) =>
  tf.tidy(() => x.sub(featureMean).div(tf.sqrt(featureVariance)) as tf.Tensor2D);
const xTrain = standardise(trainCm); // [112, 4]
const xTest = standardise(testCm); //   [38, 4]
console.log(
  say({ pl: 'uczących i testowych:', en: 'training and test rows:' }),
  xTrain.shape[0],
  xTest.shape[0],
);

const ruleRight = split.xTest.filter(
  (flower, row) => byThresholds(flower) === split.yTest[row],
).length;
const rule = say({
  pl: `reguła o dwóch progach: ${ruleRight} z 38`,
  en: `rule with two thresholds: ${ruleRight} of 38`,
});
console.log(rule);

// %% [markdown] id="rule-read"
/* pl
Ta reguła rozpoznaje 144 z 150 kwiatów, a spośród 38 testowych **wszystkie**. Będzie stała obok wyniku każdej sieci, żebyśmy pamiętali, ile taki wynik znaczy: skoro 38 z 38 dają dwa progi bez żadnego uczenia, to 38 z 38 niczego nie dowodzi o sieci. To zbiór łatwy i mały. Model, który myli się w 7,6% przypadków, i tak ma 5% szans trafić 38 razy z rzędu ($0{,}924^{38} \approx 0{,}05$), a jeden kwiat to 2,6 punktu procentowego. Modele odróżnimy dopiero liczbą, która pyta także o prawdopodobieństwa.
*/
/* en
This rule is right on 144 of the 150 flowers, and on **all** of the 38 test flowers. It will stand beside each network's result, to remind us what such a result is worth: when two thresholds without any learning give 38 of 38, then 38 of 38 proves nothing about a network. The set is easy and small. A model that is wrong in 7.6% of cases still has a 5% chance to be right 38 times in a row ($0.924^{38} \approx 0.05$), and one flower is 2.6 percentage points. What will tell models apart is a number that asks for their probabilities as well.
*/

// %% [markdown] id="regular-model"
/* pl
### Sieć zwykła

Dwie warstwy gęste, 4 → 100 → 3. Wyjściem są **logity**: liczby rzeczywiste, z których dopiero softmax robi prawdopodobieństwa trzech klas. Logarytm z softmaxu liczy za nas funkcja straty, co jest dokładniejsze numerycznie. Początkowe wagi są jednostajne na $\pm 1/\sqrt{\text{liczba wejść}}$.
*/
/* en
### An ordinary network

Two dense layers, 4 → 100 → 3. The outputs are **logits**: real numbers that only softmax turns into probabilities of the three classes. The loss takes the logarithm of that softmax for us, which is numerically more accurate. Initial weights are uniform on $\pm 1/\sqrt{\text{number of inputs}}$.
*/

// %% id="regular-network" tags=["lecture-04"]
function regularNetwork(): tf.Sequential {
  const uniform = (seed: number) =>
    tf.initializers.varianceScaling({ scale: 1 / 3, mode: 'fanIn', distribution: 'uniform', seed });
  return tf.sequential({
    layers: [
      tf.layers.dense({ units: 100, inputDim: 4, kernelInitializer: uniform(1) }), // [N, 100]
      tf.layers.reLU(), //                                                            [N, 100]
      tf.layers.dense({ units: 3, kernelInitializer: uniform(2) }), //                [N, 3]
    ],
  });
}
const regular = regularNetwork();

// %% [markdown] id="regular-training"
/* pl
Pętla treningu jest w TensorFlow.js krótka: `optimizer.minimize` wywołuje funkcję straty, różniczkuje ją i przesuwa wagi. Pięć kroków to niewiele i sieć pozostanie słaba; ważne, by zobaczyć kształt pętli, do której za chwilę dołożymy jeden składnik.
*/
/* en
In TensorFlow.js the training loop is short: `optimizer.minimize` calls the loss, differentiates it and moves the weights. Five steps are few, and the network stays weak; what matters is the shape of the loop, to which we shall soon add one term.
*/

// %% id="regular-fit" tags=["lecture-05"]
// pl: Średnia po przykładach z -log p(y | x, theta).
// en: The mean over the examples of -log p(y | x, theta).
const crossEntropy = (logits: tf.Tensor) =>
  tf.losses.softmaxCrossEntropy(oneHot, logits).asScalar(); // []

// pl: Udział kwiatów testowych, w których największa wartość wiersza wskazuje prawdziwą klasę.
// en: The share of test flowers where the largest value of the row points to the true class.
const accuracy = (scores: tf.Tensor) =>
  tf.tidy(() => scores.argMax(1).equal(yTest).toFloat().mean().asScalar().arraySync()); // [38, 3] -> [38] -> []
const rightOf38 = (scores: tf.Tensor) => Math.round(38 * accuracy(scores));

const regularOptimizer = adam(0.01);
for (let step = 0; step < 5; step++) {
  regularOptimizer.minimize(() => crossEntropy(regular.apply(xTrain) as tf.Tensor));
  console.log(
    say({ pl: 'dokładność:', en: 'accuracy:' }),
    percent(accuracy(regular.predict(xTest) as tf.Tensor)),
  );
}
const regularScores = regular.predict(xTest) as tf.Tensor; // [38, 3]
console.log(
  say({
    pl: `sieć po 5 krokach: ${rightOf38(regularScores)} z 38 |`,
    en: `network after 5 steps: ${rightOf38(regularScores)} of 38 |`,
  }),
  rule,
);
irisDrawPlots(
  split.xTest,
  split.yTest,
  tf.tidy(() => regularScores.argMax<tf.Tensor1D>(1)),
);

// %% [markdown] id="softmax-axis"
/* pl
> **Poprawka: oś softmaxu.** W pierwszej wersji wykładu softmax biegł wzdłuż osi 0, czyli **po kwiatach w paczce**, a nie po klasach. Program działał, a wypisywana dokładność sieci bayesowskiej nawet **rosła**: w czterdziestu powtórzeniach średnio 95% zamiast 72% (cechy w centymetrach). Powód był jednak zły: przewidywanie dla jednego kwiatu zależało od pozostałych kwiatów zbioru testowego.

Widać to w dwóch liczbach. Prawdopodobieństwa klas muszą się sumować do 1 w każdym **wierszu**, a pojedynczy kwiat, badany sam, nie może mieć każdej z trzech klas z prawdopodobieństwem 1 (logarytmem 0).
*/
/* en
> **Corrected: the axis of softmax.** In the first version of this lecture softmax ran along axis 0, **over the flowers of the batch** rather than over the classes. The program worked, and the accuracy that the Bayesian network printed even **rose**: 95% instead of 72% on average over forty repetitions (features in centimetres). The reason was a bad one: the prediction for one flower depended on the other flowers of the test set.

Two numbers show it. Class probabilities must add up to 1 in every **row**, and a single flower, looked at alone, cannot have each of the three classes with probability 1 (logarithm 0).
*/

// %% id="softmax-axis-shown"
tf.tidy(() => {
  const logits = regularScores as tf.Tensor2D; // [38, 3]
  const overClasses = tf.softmax(logits); // [38, 3]
  const overFlowers = tf.softmax(logits.transpose()).transpose(); // [38, 3]
  const sums = (probabilities: tf.Tensor) => {
    const rows = probabilities.sum(1).arraySync() as number[]; // [38]
    return `${decimal(Math.min(...rows), 3)} … ${decimal(Math.max(...rows), 3)}`;
  };
  const alone = logits.slice(0, 1); // [1, 3]
  const logs = (values: tf.Tensor) =>
    [...values.dataSync()].map((value) => decimal(value, 3)).join(' ');
  const [classes, flowers] = [
    say({ pl: 'klasy', en: 'classes' }),
    say({ pl: 'kwiaty', en: 'flowers' }),
  ];
  showTable(
    say({
      pl: ['softmax przez', 'sumy wierszy', 'log p jednego kwiatu'],
      en: ['softmax over', 'row sums', 'log p of one flower'],
    }),
    [
      [classes, sums(overClasses), logs(tf.logSoftmax(alone))],
      [flowers, sums(overFlowers), logs(tf.logSoftmax(alone.transpose()))],
    ],
  );
});

// %% [markdown] id="centimetres"
/* pl
> **Poprawka: skala cech.** Pierwsza wersja wykładu cech nie standaryzowała. Ta sama sieć i te same pięć kroków, ale na centymetrach: zwykła sieć traci kilkanaście punktów procentowych, a po 50 krokach i tak nadrabia. Bayesowska po 50 krokach na centymetrach zostanie daleko w tyle, co pokaże niżej kolumna NLL.
*/
/* en
> **Corrected: the scale of the features.** The first version of this lecture did not standardise. The same network and the same five steps, this time on centimetres: the ordinary network loses a good deal, and makes up for it within 50 steps. The Bayesian one will still be far behind after 50 steps on centimetres, as the column NLL shows below.
*/

// %% id="centimetres-shown"
for (const steps of [5, 50]) {
  const network = regularNetwork();
  const optimizer = adam(0.01);
  for (let step = 0; step < steps; step++)
    optimizer.minimize(() => crossEntropy(network.apply(trainCm) as tf.Tensor));
  const right = rightOf38(network.predict(testCm) as tf.Tensor);
  console.log(
    say({
      pl: `centymetry, sieć po ${steps} krokach: ${right} z 38 |`,
      en: `centimetres, network after ${steps} steps: ${right} of 38 |`,
    }),
    rule,
  );
}

// %% [markdown] id="bayes-linear"
/* pl
### Warstwa bayesowska

Warstwa `BayesLinear` przechowuje dla każdej wagi i każdego obciążenia dwie liczby: średnią $\mu$ i logarytm odchylenia standardowego $\log\sigma$ (logarytm, bo odchylenie musi być dodatnie). Przy **każdym** wywołaniu losuje nowe wagi, **jeden** raz dla całej paczki.

Start naśladuje Adv-BNN [8]: średnie z rozkładu jednostajnego na $\pm 1/\sqrt{\text{liczba wejść}}$, odchylenia równe odchyleniu a priori. Dywergencja między rozkładami normalnymi ma wzór zamknięty, więc nie trzeba jej szacować z próbek:

$$\mathrm{KL}\big(\mathcal{N}(\mu, \sigma^2) \,\Vert\, \mathcal{N}(\mu_0, \sigma_0^2)\big) = \log\frac{\sigma_0}{\sigma} + \frac{\sigma^2 + (\mu - \mu_0)^2}{2\sigma_0^2} - \frac12.$$

`layer.klLoss()` zwraca **sumę** tych wyrażeń po wszystkich wagach i obciążeniach warstwy. Poniższa komórka pokazuje klasę, która naprawdę się wykonuje, a nie jej kopię: cztery metody, po jednej na pytanie, co warstwa pamięta (`build`), co oblicza (`call`), skąd bierze wagi (`sample`) i jak daleko odeszła od rozkładu a priori (`klLoss`).
*/
/* en
### The Bayesian layer

For every weight and every bias the layer `BayesLinear` stores two numbers: the mean $\mu$ and the logarithm of the standard deviation, $\log\sigma$ (a logarithm, because a standard deviation must be positive). At **each** call it draws new weights, **once** for the whole batch.

It starts as Adv-BNN does [8]: means uniform on $\pm 1/\sqrt{\text{number of inputs}}$, standard deviations equal to the prior's. The divergence between normal distributions has a closed form, so there is no need to estimate it from draws:

$$\mathrm{KL}\big(\mathcal{N}(\mu, \sigma^2) \,\Vert\, \mathcal{N}(\mu_0, \sigma_0^2)\big) = \log\frac{\sigma_0}{\sigma} + \frac{\sigma^2 + (\mu - \mu_0)^2}{2\sigma_0^2} - \frac12.$$

`layer.klLoss()` returns the **sum** of these over all weights and biases of the layer. The next cell shows the class that really runs, not a copy of it: four methods, one for each question of what the layer remembers (`build`), what it computes (`call`), where its weights come from (`sample`), and how far it has moved from the prior (`klLoss`).
*/

// %% id="bayes-linear-source" tags=["lecture-06"]
import { BayesLinear } from 'bayes-notebooks';

showSource('BayesLinear');

// %% [markdown] id="bayes-linear-tried"
/* pl
Trzy rzeczy, które warto zobaczyć, zanim się nimi posłużymy: dwa wywołania dają dwie odpowiedzi, `freeze()` zatrzymuje **szum** (a nie wagi i nie trening), a dywergencja jest zerem dokładnie wtedy, gdy $q$ równa się rozkładowi a priori.
*/
/* en
Three things worth seeing before we rely on them: two calls give two answers, `freeze()` stops the **noise** (not the weights, and not the training), and the divergence is zero exactly where $q$ equals the prior.
*/

// %% id="bayes-linear-calls"
const layer = new BayesLinear({ units: 1, inputDim: 2 }); // priorMu: 0, priorSigma: 0.1
const call = () =>
  decimal(
    tf.tidy(() => (layer.apply(tf.ones([1, 2])) as tf.Tensor).asScalar().arraySync()), // [1, 1] -> []
    4,
  );
console.log(say({ pl: 'wolny szum:      ', en: 'noise drawn anew:' }), call(), call());
layer.freeze();
console.log(say({ pl: 'szum zatrzymany: ', en: 'noise kept:      ' }), call(), call());

const kl = (mu: number, sigma: number) =>
  decimal(
    tf.tidy(() => gaussianKl(mu, Math.log(sigma), 0, Math.log(0.1)).arraySync()),
    4,
  );
console.log(
  say({ pl: 'KL( N(0; 0,1²) ‖ N(0; 0,1²) ) =  ', en: 'KL( N(0, 0.1²) ‖ N(0, 0.1²) ) =  ' }),
  kl(0, 0.1),
);
console.log(
  say({ pl: 'KL( N(0,5; 0,2²) ‖ N(0; 0,1²) ) =', en: 'KL( N(0.5, 0.2²) ‖ N(0, 0.1²) ) =' }),
  kl(0.5, 0.2),
);

// %% [markdown] id="exercise-1-text"
/* pl
### Zadanie 1: średnia dywergencja KL sieci

Napisz funkcję `klLoss(model)`: **średnią** dywergencję KL na parametr, dla sieci o dowolnej głębokości. Zsumuj `klLoss()` warstw `BayesLinear` i podziel przez łączną liczbę ich parametrów; para $(\mu, \log\sigma)$ to **jeden** parametr. Liczy się każda warstwa `BayesLinear`, także z `trainable: false` i z innym rozkładem a priori; warstwy innych rodzajów nie liczą się ani w liczniku, ani w mianowniku. Model może być też warstwą innego modelu, a ta sama warstwa może wystąpić dwa razy; liczy się wtedy raz. Wynik ma być skalarem, przez który przechodzi gradient.

<details><summary>Wskazówka 1: od czego zacząć</summary>

`model.layers` to lista warstw. Którą z nich umiesz rozpoznać przez `instanceof BayesLinear`?

</details>
<details><summary>Wskazówka 2: co dzielić przez co</summary>

Suma przez sumę. Średnia ze średnich poszczególnych warstw to inna liczba, bo warstwy nie są równe. Liczbę parametrów warstwy znajdziesz w `layer.getWeights()`, gdzie stoją kolejno $\mu$ wag, $\log\sigma$ wag, $\mu$ obciążeń i $\log\sigma$ obciążeń.

</details>
<details><summary>Wskazówka 3: głębokość i gradient</summary>

Model zagnieżdżony to warstwa, która jest `instanceof tf.LayersModel` i ma własne `layers`: aż prosi się o rekurencję. Dodawaj tensory (`tf.addN`, `.add`), nie liczby: `dataSync()` i `arraySync()` urywają gradient.

</details>
*/
/* en
### Exercise 1: the mean KL divergence of a net

Write the function `klLoss(model)`: the **mean** KL divergence per parameter, for a network of any depth. Add up `klLoss()` over the `BayesLinear` layers and divide by the number of their parameters in all; a pair $(\mu, \log\sigma)$ is **one** parameter. Every `BayesLinear` layer counts, also one with `trainable: false` or another prior; layers of other kinds count neither above the line nor below it. A model may itself be a layer of another model, and the same layer may appear twice; it then counts once. The result must be a scalar through which gradients pass.

<details><summary>Hint 1: where to begin</summary>

`model.layers` is the list of layers. Which of them can you recognise by `instanceof BayesLinear`?

</details>
<details><summary>Hint 2: what to divide by what</summary>

A sum by a sum. The mean of the layers' means is another number, because layers are not equal in size. The number of a layer's parameters can be read off `layer.getWeights()`, which holds the weights' $\mu$, the weights' $\log\sigma$, the biases' $\mu$ and the biases' $\log\sigma$, in this order.

</details>
<details><summary>Hint 3: depth and gradient</summary>

A nested model is a layer that is `instanceof tf.LayersModel` and has `layers` of its own: it calls for recursion. Add tensors (`tf.addN`, `.add`), not numbers: `dataSync()` and `arraySync()` cut the gradient.

</details>
*/

// %% id="exercise-1" tags=["lecture-07", "exercise-1"]
import { klLoss } from '../solutions/exercise-1.js';

// %% [markdown] id="exercise-1-check-text"
/* pl
Sprawdź się, ile razy chcesz: komórka porównuje odpowiedź z wzorcową na kilku przykładach i podpowiada, gdy rozpozna typową pomyłkę.
*/
/* en
Check yourself as often as you like: the cell compares your answer with the reference on a few examples, and gives a hint where it recognises a common mistake.
*/

// %% id="exercise-1-check" tags=["self-check"]
await checkExercise('exercise-1', klLoss);

// %% [markdown] id="bayesian-model"
/* pl
### Sieć bayesowska

Ta sama architektura, tylko warstwy gęste zamienione na bayesowskie. Rozkład a priori każdego parametru to $\mathcal{N}(0;\, 0{,}1^2)$: 0,1 jest odchyleniem standardowym.

Możesz od razu sprawdzić swoje zadanie. Tuż po starcie $\sigma = \sigma_0$, zostaje więc $\mathrm{KL} = \mu^2 / 2\sigma_0^2$ na parametr, a wartość oczekiwana po jednostajnym $\mu$ daje $1 / (6 \cdot \text{wejścia} \cdot \sigma_0^2)$. Średnia po 803 parametrach tej sieci ma wartość oczekiwaną 2,657 i odchylenie standardowe około 0,1.
*/
/* en
### A Bayesian network

The same architecture with its dense layers replaced by Bayesian ones. The prior of each parameter is $\mathcal{N}(0, 0.1^2)$: 0.1 is a standard deviation.

You can check your exercise right away. At the start $\sigma = \sigma_0$, which leaves $\mathrm{KL} = \mu^2 / 2\sigma_0^2$ per parameter, and the expectation over a uniform $\mu$ gives $1 / (6 \cdot \text{inputs} \cdot \sigma_0^2)$. The mean over this network's 803 parameters has expectation 2.657 and standard deviation about 0.1.
*/

// %% id="bayesian-network" tags=["lecture-08"]
function bayesianNetwork(priorSigma = 0.1): tf.Sequential {
  return tf.sequential({
    layers: [
      new BayesLinear({ units: 100, inputDim: 4, priorMu: 0, priorSigma }), // [N, 100]
      tf.layers.reLU(), //                                                     [N, 100]
      new BayesLinear({ units: 3, inputDim: 100, priorMu: 0, priorSigma }), // [N, 3]
    ],
  });
}
const bayesian = bayesianNetwork();
if (answered('exercise-1', klLoss(bayesian))) {
  console.log(
    say({ pl: 'średnia KL na parametr:', en: 'mean KL per parameter:' }),
    decimal(klLoss(bayesian).arraySync(), 3),
  );
}

// %% [markdown] id="bayesian-training"
/* pl
Do straty dochodzi jeden składnik: **średnia** KL z wagą 0,01. Reszta pętli jest taka sama jak dla sieci zwykłej, a losowanie wag kryje się w `bayesian.apply`. Dokładność w każdym wierszu pochodzi z **jednego** losowania, dlatego tak skacze.
*/
/* en
One term joins the loss: the **mean** KL with weight 0.01. The rest of the loop is that of the ordinary network; the drawing of weights hides inside `bayesian.apply`. The accuracy of each line comes from **one** draw, which is why it jumps about.
*/

// %% id="bayesian-fit" tags=["lecture-09"]
const klWeight = 0.01; // pl: mnoży ŚREDNIĄ KL na parametr // en: multiplies the MEAN KL per parameter
const bayesianOptimizer = adam(0.01);
const oneDraw = (model: tf.LayersModel, x: tf.Tensor) =>
  tf.tidy(() => predictWith(model, sampleWeights(model), x)); // [N, 3]

if (answered('exercise-1', klLoss(bayesian))) {
  for (let step = 0; step < 50; step++) {
    let parts: number[] = [];
    bayesianOptimizer.minimize(() => {
      const nll = crossEntropy(bayesian.apply(xTrain) as tf.Tensor); // []
      const kl = klLoss(bayesian); // []
      const loss = nll.add(kl.mul(klWeight)).asScalar(); // []
      parts = [kl.arraySync(), nll.arraySync(), loss.arraySync()];
      return loss;
    });
    const [kl, nll, loss] = parts.map((part) => decimal(part, 4));
    const share = percent(tf.tidy(() => accuracy(oneDraw(bayesian, xTest))));
    console.log(
      say({
        pl: `średnia KL ${kl} | średnia NLL ${nll} | strata ${loss} | dokładność ${share}`,
        en: `mean KL ${kl} | mean NLL ${nll} | loss ${loss} | accuracy ${share}`,
      }),
    );
  }
}

// %% [markdown] id="posterior-predictive"
/* pl
### Przewidywanie: średnia po rozkładzie a posteriori

> **Poprawka: jedno losowanie to jeszcze nie przewidywanie.** Pierwsza wersja wykładu liczyła dokładność z pojedynczego losowania wag i nigdzie nie uśredniała po rozkładzie a posteriori, a przecież o tę całkę chodziło od początku.

Losujemy $S = 100$ sieci i uśredniamy ich **prawdopodobieństwa** (nie logity). Entropię średniej rozkładamy na dwie części, wszystkie w natach:

$$\underbrace{\mathrm{H}\Big[\tfrac1S \sum_s p_s\Big]}_{\text{cała niepewność}} = \underbrace{\tfrac1S \sum_s \mathrm{H}[p_s]}_{\text{aleatoryczna}} + \underbrace{\mathrm{I}}_{\text{epistemiczna}}$$

Pierwsza część to wahanie, do którego przyznaje się każda sieć z osobna. Reszta, informacja wzajemna $\mathrm{I}$ między etykietą a parametrami [11], mierzy niezgodę między sieciami i znika, gdy wszystkie mówią to samo. Dokładnie ten wzór liczy `entropyDecomposition(draws)`.

`predictive(model, x, { numSamples })` losuje całe zestawy wag i układa wyjścia jedno na drugim: to samo, co `predictWith(model, sampleWeights(model), x)` powtórzone $S$ razy. Metoda `model.predict` dzieli dane na porcje po 32 wiersze i w każdej porcji losowałaby wagi od nowa, więc wynik byłby zszyty z kilku różnych funkcji.
*/
/* en
### Prediction: the mean over the posterior

> **Corrected: one draw is not yet a prediction.** The first version of this lecture computed its accuracy from a single draw of the weights and never averaged over the posterior, though that integral was the point of it all.

We draw $S = 100$ networks and average their **probabilities** (not their logits). The entropy of the mean falls into two parts, all in nats:

$$\underbrace{\mathrm{H}\Big[\tfrac1S \sum_s p_s\Big]}_{\text{total uncertainty}} = \underbrace{\tfrac1S \sum_s \mathrm{H}[p_s]}_{\text{aleatoric}} + \underbrace{\mathrm{I}}_{\text{epistemic}}$$

The first part is the doubt that each network admits by itself. The rest, the mutual information $\mathrm{I}$ between the label and the parameters [11], measures how far the networks disagree, and vanishes when all of them say the same. `entropyDecomposition(draws)` computes just this formula.

`predictive(model, x, { numSamples })` draws whole sets of weights and stacks the outputs: what `predictWith(model, sampleWeights(model), x)` gives, repeated $S$ times. The method `model.predict` cuts the data into portions of 32 rows and would draw new weights for every portion, so that its result would be sewn together from several different functions.
*/

// %% id="posterior-predictive-shown"
function uncertainty(model: tf.LayersModel, x: tf.Tensor) {
  return tf.tidy(() => {
    const draws = tf.softmax(predictive(model, x, { numSamples: 100 })); // [S, N, 3]
    return { probabilities: draws.mean(0), ...entropyDecomposition(draws) }; // [N, 3], and [N] for each part
  });
}
const meanOf = (values: tf.Tensor) => tf.tidy(() => values.mean().asScalar().arraySync());

const irisUncertainty = uncertainty(bayesian, xTest);
if (answered('exercise-1', klLoss(bayesian))) {
  const { probabilities, total, aleatoric, epistemic } = irisUncertainty;
  console.log(
    say({
      pl: `średni softmax 100 sieci: ${rightOf38(probabilities)} z 38 |`,
      en: `mean softmax of 100 networks: ${rightOf38(probabilities)} of 38 |`,
    }),
    rule,
  );
  showTable(say({ pl: ['średnia entropia', 'naty'], en: ['mean entropy', 'nats'] }), [
    [say({ pl: 'cała', en: 'total' }), meanOf(total)],
    [say({ pl: 'aleatoryczna', en: 'aleatoric' }), meanOf(aleatoric)],
    [say({ pl: 'epistemiczna', en: 'epistemic' }), meanOf(epistemic)],
  ]);
  irisDrawPlots(
    split.xTest,
    split.yTest,
    tf.tidy(() => probabilities.argMax<tf.Tensor1D>(1)),
  );
}

// %% [markdown] id="uncertain-flowers"
/* pl
Które kwiaty budzą największy spór? Im większy punkt, tym większa niepewność epistemiczna; pięć najbardziej spornych kwiatów jest zakreślonych. Jedne leżą na pograniczu gatunków *versicolor* i *virginica*, inne są po prostu niezwykłe, daleko od tego, co sieć widziała. *Setosa*, odległa od obu pozostałych, wątpliwości nie budzi.
*/
/* en
Which flowers are disputed most? The larger a point, the greater the epistemic uncertainty; the five most disputed flowers are ringed. Some lie on the border between *versicolor* and *virginica*, others are simply unusual, far from what the network has seen. *Setosa*, far from both other species, raises no doubt.
*/

// %% id="uncertain-flowers-shown"
if (answered('exercise-1', klLoss(bayesian))) {
  const { epistemic } = irisUncertainty; // [38]
  showFigure(disputedFlowersFigure({ x: split.xTest, y: split.yTest, epistemic }));
  const disputed = [...(epistemic.arraySync() as number[]).entries()]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 5);
  showTable(
    say({
      pl: ['gatunek', 'płatek [cm]', 'niepewność epistemiczna [nat]'],
      en: ['species', 'petal [cm]', 'epistemic uncertainty [nats]'],
    }),
    disputed.map(([row, dispute]) => {
      const [, , length = 0, width = 0] = split.xTest[row] ?? [];
      const petal = `${decimal(length, 1)} × ${decimal(width, 1)}`;
      return [iris.targetNames[split.yTest[row] ?? 0] ?? '', petal, dispute];
    }),
  );
}

// %% [markdown] id="iris-elbo"
/* pl
### Skąd waga 0,01? Nie z ELBO

Podzielmy ELBO przez $-N$, aby na danych stanęła średnia, i zamieńmy sumę KL na średnią razy liczba parametrów $P$:

$$-\frac{\mathrm{ELBO}}{N} = \underbrace{\mathbb{E}_{q(\theta)}\Big[-\frac1N \sum_n \log p(y_n \mid x_n, \theta)\Big]}_{\text{oczekiwana średnia NLL}} + \frac{P}{N} \cdot \underbrace{\frac1P \sum_i \mathrm{KL}_i}_{\text{średnia KL}}.$$

Przed **średnią** KL powinno więc stać $P/N = 803/112 = 7{,}17$. Waga 0,01 jest ponad 700 razy mniejsza. To tak zwany **zimny rozkład a posteriori** [7]: liczy się prawie wyłącznie dopasowanie, a rozkład a priori niemal nie ma głosu.

Czy to błąd? Porównajmy kilka treningów z **dokładnym** rozkładem a posteriori tej samej sieci. Ten policzyliśmy osobno metodą Hamiltonian Monte Carlo [5], w podwójnej precyzji; program leży w repozytorium wykładu, w `test/reference`. Kolumna NLL to średnie $-\log p$ prawdziwego gatunku na kwiatach testowych: im mniej, tym lepiej, a zgadywanie po równo daje $\ln 3 = 1{,}099$. Dalej stoją średnie prawdopodobieństwo wybranej klasy (max p) i średnia niepewność epistemiczna w natach.
*/
/* en
### Where does the weight 0.01 come from? Not from the ELBO

Divide the ELBO by $-N$, so that the data term becomes a mean, and write the sum of the KL as a mean times the number of parameters $P$:

$$-\frac{\mathrm{ELBO}}{N} = \underbrace{\mathbb{E}_{q(\theta)}\Big[-\frac1N \sum_n \log p(y_n \mid x_n, \theta)\Big]}_{\text{expected mean NLL}} + \frac{P}{N} \cdot \underbrace{\frac1P \sum_i \mathrm{KL}_i}_{\text{mean KL}}.$$

So what belongs before the **mean** KL is $P/N = 803/112 = 7.17$. The weight 0.01 is more than 700 times smaller. This is called a **cold posterior** [7]: hardly anything but the fit counts, and the prior has next to no say.

Is that a mistake? Let us hold a few trainings against the **exact** posterior of the same network. We computed it separately by Hamiltonian Monte Carlo [5], in double precision; the program lies in the lecture's repository, in `test/reference`. The column NLL is the mean $-\log p$ of the true species over the test flowers: the smaller the better, and guessing evenly gives $\ln 3 = 1.099$. After it come the mean probability of the chosen class (max p) and the mean epistemic uncertainty in nats.
*/

// %% id="iris-elbo-training"
const testNll = (probabilities: tf.Tensor) =>
  tf.tidy(() => meanOf(probabilities.mul(tf.oneHot(yTest, 3)).sum(1).log().neg())); // [38, 3] -> []

// pl: Uczy nową sieć z wagą `weight`; w krokach `shownAt` zapisuje, co przewiduje na zbiorze testowym.
// en: Trains a new network with weight `weight`; at the steps `shownAt` it records what it predicts on the test set.
function irisRows(
  name: string,
  weight: number,
  priorSigma: number,
  shownAt: number[],
  [x, test] = [xTrain, xTest],
) {
  const network = bayesianNetwork(priorSigma);
  const optimizer = adam(0.01);
  const rows: (string | number)[][] = [];
  for (let step = 1; step <= Math.max(...shownAt); step++) {
    optimizer.minimize(() => {
      const nll = crossEntropy(network.apply(x) as tf.Tensor); // []
      return nll.add(klLoss(network).mul(weight)).asScalar(); // []
    });
    if (!shownAt.includes(step)) continue;
    const { probabilities, epistemic } = uncertainty(network, test);
    const setting = [decimal(weight, 2), decimal(priorSigma, 1), String(step)];
    const [nll, confidence] = [testNll(probabilities), meanOf(probabilities.max(1))];
    rows.push([
      name,
      ...setting,
      percent(accuracy(probabilities)),
      nll,
      confidence,
      meanOf(epistemic),
    ]);
  }
  return rows;
}

// %% id="iris-elbo-table"
if (answered('exercise-1', klLoss(bayesian))) {
  const cold = say({ pl: 'zimny', en: 'cold' });
  const coldInCm = say({ pl: 'zimny, cechy w cm', en: 'cold, features in cm' });
  const exact = say({ pl: 'dokładny (HMC)', en: 'exact (HMC)' });
  const weight = 803 / 112; // 7.17
  showTable(
    say({
      pl: ['rozkład', 'waga KL', 'σ a priori', 'kroki', 'dokładność', 'NLL', 'max p', 'epist.'],
      en: ['posterior', 'KL weight', 'prior σ', 'steps', 'accuracy', 'NLL', 'max p', 'epist.'],
    }),
    [
      ...irisRows(coldInCm, 0.01, 0.1, [50], [trainCm, testCm]),
      ...irisRows(cold, 0.01, 0.1, [50]),
      ...irisRows('ELBO', weight, 0.1, [500]),
      [exact, '–', decimal(0.1, 1), '–', percent(0.816), 0.818, 0.454, 0.009],
      ...irisRows('ELBO', weight, 1, [500, 4000]),
      [exact, '–', decimal(1, 1), '–', percent(1), 0.034, 0.968, 0.05],
    ],
  );
  console.log(rule);
}

// %% [markdown] id="iris-elbo-read"
/* pl
Co mówi ta tabela?

- **Zimna waga oszczędza czas, ale $q$ traci sens.** Już po 50 krokach NLL spada do około 0,1, bo sieć prawie nie słucha rozkładu a priori, z którym trudno jej pogodzić dane. Ale taki $q$ nie przybliża rozkładu a posteriori **tego** modelu: dokładny, przy tym samym rozkładzie a priori, ma NLL 0,82. Niepewność epistemiczna zimnej sieci, 0,01–0,02 nata, mówi więc o wadze i długości treningu, nie o tym, ile wiadomo z danych.
- **Ciasny rozkład a priori jest wadą modelu, nie metody.** Przy odchyleniu 0,1 wszystkie trzy klasy są dla tej sieci z góry niemal jednakowo prawdopodobne, a 112 kwiatów nie wystarcza, by ją przekonać. Nawet dokładny rozkład a posteriori trafia wtedy tylko w 82–84%.
- **Niezależne wagi dokładają swoje.** Przy tym samym odchyleniu 0,1 rozkład $q$ daje NLL około 1,07, prawie tyle co zgadywanie; prawdopodobieństwa są tak bliskie remisu, że o dokładności decyduje przypadek. Przy odchyleniu 1 strata jest mniejsza: NLL 0,05–0,08 po 4000 krokach, gdy dokładny rozkład ma 0,034.
- **Poprawna waga potrzebuje czasu.** Po 500 krokach wygląda na gorszą od zimnej, z dokładnością 84–92%, i łatwo z tego wyciągnąć zły wniosek.
- **Dokładność tu niczego nie rozstrzyga.** Rozkład zimny, ten z ELBO po 4000 krokach, dokładny i reguła o dwóch progach: wszystkie trafiają 38 z 38 albo mylą się co do jednego kwiatu. Różni je NLL i niepewność.
*/
/* en
What does this table say?

- **The cold weight saves time, and $q$ loses its meaning.** After a mere 50 steps the NLL falls to about 0.1, because the network hardly listens to a prior that it finds hard to reconcile with the data. But such a $q$ does not approximate the posterior of **this** model: the exact one, under the same prior, has an NLL of 0.82. The epistemic uncertainty of the cold network, 0.01–0.02 nats, therefore speaks of the weight and of the length of training, not of how much the data tell.
- **The tight prior is a fault of the model, not of the method.** With standard deviation 0.1 all three classes are almost equally probable to this network beforehand, and 112 flowers are too few to persuade it. Even the exact posterior is then right in only 82–84% of cases.
- **Independent weights take their toll too.** Under the same standard deviation of 0.1, $q$ has an NLL of about 1.07, nearly that of guessing; the probabilities are so close to a tie that chance decides the accuracy. With standard deviation 1 the loss is smaller: an NLL of 0.05–0.08 after 4,000 steps, where the exact posterior has 0.034.
- **The right weight takes time.** After 500 steps it looks worse than the cold one, with an accuracy of 84–92%, and the wrong conclusion is easily drawn.
- **Accuracy settles nothing here.** The cold posterior, the ELBO's after 4,000 steps, the exact one and the rule with two thresholds: all get 38 of 38, or miss a single flower. What tells them apart is the NLL and the uncertainty.
*/

// %% [markdown] id="regression-model"
/* pl
## 6. Regresja: sinus

### Sieć i jej rozkład a priori

Teraz jedno wejście, jedno wyjście i dane, które widać na kartce. Architektura 1 → 100 → 1 to 301 parametrów; rozkład a priori ten sam, o odchyleniu standardowym 0,1.
*/
/* en
## 6. Regression: a sine

### The network and its prior

Now one input, one output, and data that can be seen on paper. The architecture 1 → 100 → 1 has 301 parameters; the prior is the same, with standard deviation 0.1.
*/

// %% id="regression-network" tags=["lecture-10"]
function regressionNetwork(): tf.Sequential {
  return tf.sequential({
    layers: [
      new BayesLinear({ units: 100, inputDim: 1, priorMu: 0, priorSigma: 0.1 }), // [N, 100]
      tf.layers.reLU(), //                                                          [N, 100]
      new BayesLinear({ units: 1, inputDim: 100, priorMu: 0, priorSigma: 0.1 }), // [N, 1]
    ],
  });
}
const regressionModel = regressionNetwork();

// %% [markdown] id="prior-functions"
/* pl
Rozkład a priori na wagach jest zarazem rozkładem na **funkcjach**, i to jemu warto się przyjrzeć, zanim przyjdą dane. Ustawiamy wszystkie $\mu$ na zero, $\sigma$ już wynoszą 0,1, i losujemy dwanaście funkcji. Wszystkie tulą się do zera: w $x = \pi/2$ ich odchylenie standardowe to 0,17, więc wierzchołek sinusa leży sześć odchyleń dalej. Zdaniem tego rozkładu taki sinus jest skrajnie nieprawdopodobny. Zapamiętaj ten obraz, wyjaśni nam później, ile kosztuje słuchanie tego rozkładu.
*/
/* en
A prior over weights is also a prior over **functions**, and that is the one worth looking at before any data arrive. We set all $\mu$ to zero, the $\sigma$ are 0.1 already, and draw twelve functions. All of them huddle around zero: at $x = \pi/2$ their standard deviation is 0.17, so that the top of the sine lies six standard deviations away. In the opinion of this prior such a sine is utterly improbable. Remember this picture; it will explain later what listening to this prior costs.
*/

// %% id="prior-functions-shown"
const gridX = tf.linspace(-3.4, 3.4, 341); // [341]
const gridColumn = gridX.expandDims<tf.Tensor2D>(1); // [341, 1]
const functionsOf = (model: tf.LayersModel, x: tf.Tensor2D, numSamples: number) =>
  tf.tidy(() => predictive(model, x, { numSamples }).squeeze<tf.Tensor2D>([2])); // [S, n, 1] -> [S, n]

const priorModel = regressionNetwork();
priorModel.setWeights(
  priorModel.getWeights().map((tensor, index) => (index % 2 === 0 ? tf.zerosLike(tensor) : tensor)),
);
showFigure(
  priorFunctionsFigure({
    x: gridX,
    functions: functionsOf(priorModel, gridColumn, 12),
    truth: tf.sin(gridX),
  }),
);

// %% [markdown] id="regression-data-text"
/* pl
### Dane

500 punktów sinusa na $[-3, 3]$, z szumem normalnym o **odchyleniu standardowym** 0,1 (wariancji 0,01).
*/
/* en
### The data

500 points of a sine on $[-3, 3]$, with normal noise of **standard deviation** 0.1 (variance 0.01).
*/

// %% id="regression-data" tags=["lecture-11"]
const xReg = tf.linspace(-3, 3, 500); // [500]
const yReg = tf.tidy(() => tf.sin(xReg).add(randomNormal([500]).mul(0.1)) as tf.Tensor1D); // [500]
const xColumn = xReg.expandDims<tf.Tensor2D>(1); // [500, 1]
console.log(
  say({ pl: 'etykiety sinusa i irysów:', en: 'labels of the sine and of the irises:' }),
  yReg.shape,
  yTrain.shape,
);

// %% [markdown] id="plot-predictions-text"
/* pl
`plotPredictions` rysuje dane, dziesięć wylosowanych funkcji, ich średnią i **dwa** pasma, każde sięgające trzech odchyleń standardowych w górę i w dół:

- **epistemiczne**: rozrzut samych funkcji, czyli odpowiedź na pytanie, gdzie leży krzywa;
- **predykcyjne**, $\sqrt{\sigma_{\text{epist}}^2 + 0{,}1^2}$: rozrzut obserwacji, a więc z dodanym szumem. Pod pierwiastkiem dodają się wariancje.

Poniżej sieć jeszcze nieuczona.
*/
/* en
`plotPredictions` draws the data, ten sampled functions, their mean, and **two** bands, each reaching three standard deviations up and down:

- **epistemic**: the spread of the functions themselves, which answers where the curve lies;
- **predictive**, $\sqrt{\sigma_{\text{epist}}^2 + 0.1^2}$: the spread of observations, noise included. Under the root it is variances that add.

Below, the network before any training.
*/

// %% id="plot-predictions" tags=["lecture-12"]
plotPredictions(regressionModel, { x: xReg, y: yReg });

// %% [markdown] id="regression-training"
/* pl
### Trening

1000 kroków, Adam 0,01, błąd średniokwadratowy plus **średnia** KL z wagą $1/(\text{krok}+1)$. Rysunek na żywo zmienia się co kilkanaście kroków; rysunki z kroków 0, 250, 500, 750 i końcowy zostają.

> **Poprawka: właściwe etykiety.** Pierwsza wersja porównywała tu 500 przewidywań ze 112 etykietami irysów (`y_train` zamiast `y_reg`) i w tym miejscu się zatrzymywała: tensorów o wypisanych wyżej kształtach, `[500]` i `[112]`, nie da się od siebie odjąć.

> **Poprawka: model końcowy zamiast „najlepszego”.** Pierwsza wersja zapamiętywała model o najmniejszej stracie. Strata z kroku 900 zawiera jednak KL z dziewięćset razy mniejszą wagą niż strata z kroku 0, więc późniejszy krok wygrywa, nawet gdy niczego nie poprawił; pojedyncza strata jest przy tym jednym losowaniem i wygrywa szczęśliwy los; wreszcie kopia powstawała **po** kroku optymalizatora, a więc dotyczyła innych wag niż te, które zmierzono. Bierzemy po prostu model końcowy. Jak bardzo różnią się losowania z jednego i tego samego modelu, pokaże komórka po treningu.
*/
/* en
### Training

1,000 steps, Adam 0.01, mean squared error plus the **mean** KL with weight $1/(\text{step}+1)$. The live figure changes every few steps; those of steps 0, 250, 500, 750 and the last one stay.

> **Corrected: the right labels.** Here the first version compared 500 predictions with the 112 labels of the irises (`y_train` in place of `y_reg`), and that is where it stopped: the shapes printed above, `[500]` and `[112]`, cannot be subtracted.

> **Corrected: the final model in place of the "best" one.** The first version kept the model of the smallest loss. But the loss of step 900 holds the KL with a weight nine hundred times smaller than that of step 0, so a later step wins even where it improved nothing; a single loss is one draw besides, and the lucky draw wins; and the copy was made **after** the optimiser's step, so it had other weights than those that were measured. We simply take the final model. How much draws from one and the same model differ is shown by the cell after the training.
*/

// %% id="regression-fit" tags=["lecture-13"]
const numSteps = 1000;
const regressionOptimizer = adam(0.01);
const live = new LiveFigure({ steps: numSteps });

if (answered('exercise-1', klLoss(regressionModel))) {
  for (let step = 0; step < numSteps; step++) {
    let parts: number[] = [];
    const loss = regressionOptimizer.minimize(() => {
      const prediction = (regressionModel.apply(xColumn) as tf.Tensor).squeeze([1]); // [500, 1] -> [500]
      const mse = tf.losses.meanSquaredError(yReg, prediction).asScalar(); // []
      const kl = klLoss(regressionModel); // []
      if (step % 250 === 0) parts = [kl.arraySync(), mse.arraySync()];
      return mse.add(kl.mul(1 / (step + 1))).asScalar();
    }, true) as tf.Scalar;
    live.record(step, loss.arraySync());
    loss.dispose();
    if (step % 250 === 0) {
      const [kl, mse] = parts.map((part) => decimal(part, 4));
      console.log(
        say({
          pl: `krok ${step}: średnia KL ${kl} | MSE ${mse}`,
          en: `step ${step}: mean KL ${kl} | MSE ${mse}`,
        }),
      );
      const title = say({ pl: `Krok ${step}`, en: `Step ${step}` });
      plotPredictions(regressionModel, { x: xReg, y: yReg, title });
    } else if (step % 20 === 0) {
      plotPredictions(regressionModel, { x: xReg, y: yReg, live });
      await tf.nextFrame(); // pl: oddaje głos JupyterLabowi // en: gives JupyterLab a turn
    }
  }
  plotPredictions(regressionModel, { x: xReg, y: yReg, live });
  const title = say({ pl: 'Po treningu', en: 'After training' });
  plotPredictions(regressionModel, { x: xReg, y: yReg, title });
}

// %% [markdown] id="lucky-draws-text"
/* pl
Średnia leży już blisko sinusa, lecz pasmo jest szerokie. Nie czytaj go jeszcze jako odpowiedzi na pytanie, ile wiadomo z danych: po 1000 kroków to głównie **resztka szerokości, z którą trening się zaczął**. Sprawdzimy to w części „Waga KL jeszcze raz”. A oto, jak bardzo różnią się między sobą pojedyncze losowania:
*/
/* en
The mean is already close to the sine, but the band is wide. Do not read it yet as an answer to how much the data tell: after 1,000 steps it is mostly **what is left of the width that training began with**. We shall check that in "The KL weight once more". And this is how much single draws differ from each other:
*/

// %% id="lucky-draws"
const rmse = (a: tf.Tensor, b: tf.Tensor) =>
  tf.tidy(() => Math.sqrt(meanOf(a.squaredDifference(b))));
const sine = tf.sin(xReg); // [500]

if (answered('exercise-1', klLoss(regressionModel))) {
  tf.tidy(() => {
    const functions = functionsOf(regressionModel, xColumn, 10); // [10, 500]
    const errors = functions.unstack().map((one) => decimal(rmse(one, sine), 3));
    console.log(
      say({
        pl: 'RMSE względem sin(x), pojedyncze losowania:',
        en: 'RMSE to sin(x), single draws:',
      }),
      errors.join(' '),
    );
    console.log(
      say({
        pl: 'RMSE względem sin(x), średnia z tych 10:   ',
        en: 'RMSE to sin(x), mean of these 10:',
      }),
      decimal(rmse(functions.mean(0), sine), 3),
    );
  });
}

// %% [markdown] id="extrapolation"
/* pl
### Poza danymi

Dane kończą się na $|x| = 3$. Dobry model powinien dalej tracić pewność. Porównajmy szerokość pasma epistemicznego (odchylenie standardowe 200 funkcji) wewnątrz i na zewnątrz, a także błąd względem sinusa.
*/
/* en
### Beyond the data

The data end at $|x| = 3$. From there on a good model should lose confidence. Compare the epistemic spread (the standard deviation of 200 functions) inside and outside, along with the error against the sine.
*/

// %% id="extrapolation-shown"
function spreadBetween(model: tf.LayersModel, from: number, to: number) {
  return tf.tidy(() => {
    const x = tf.linspace(from, to, 200); // [200]
    const { mean, variance } = tf.moments(functionsOf(model, x.expandDims(1), 200), 0); // [200], [200]
    const covered = tf.sin(x).sub(mean).abs().lessEqual(tf.sqrt(variance).mul(3)); // [200]
    return {
      sd: meanOf(tf.sqrt(variance)),
      error: rmse(mean, tf.sin(x)),
      covered: meanOf(covered.toFloat()),
    };
  });
}
if (answered('exercise-1', klLoss(regressionModel))) {
  const stretches = [
    { name: say({ pl: 'od −3,4 do −3', en: 'from −3.4 to −3' }), from: -3.4, to: -3 },
    { name: say({ pl: 'od −3 do 3', en: 'from −3 to 3' }), from: -3, to: 3 },
    { name: say({ pl: 'od 3 do 3,4', en: 'from 3 to 3.4' }), from: 3, to: 3.4 },
  ];
  showTable(
    say({
      pl: ['x', 'średnie odch. std.', 'RMSE względem sin', 'sin w paśmie ±3 odch. std.'],
      en: ['x', 'mean sd', 'RMSE to sin', 'sin inside the ±3 sd band'],
    }),
    stretches.map(({ name, from, to }) => {
      const { sd, error, covered } = spreadBetween(regressionModel, from, to);
      return [name, sd, error, percent(covered)];
    }),
  );
}

// %% [markdown] id="sine-elbo"
/* pl
### Waga KL jeszcze raz

Błąd średniokwadratowy sam nie jest wiarygodnością. Staje się nią, gdy powiemy, jaki szum przyjmujemy: dla szumu o odchyleniu $\sigma_\varepsilon$ minus logarytm wiarygodności jednego przykładu to $(y - f)^2 / 2\sigma_\varepsilon^2$ plus stała. Po pomnożeniu $-\mathrm{ELBO}/N$ przez $2\sigma_\varepsilon^2$ dostajemy, z dokładnością do stałej,

$$\mathbb{E}_{q(\theta)}[\mathrm{MSE}] + 2\sigma_\varepsilon^2 \frac{P}{N} \cdot \text{średnia KL}, \qquad 2 \cdot 0{,}1^2 \cdot \frac{301}{500} = 0{,}012.$$

Waga $1/(\text{krok}+1)$ zaczyna się znacznie powyżej tej wartości, mija ją w okolicach kroku 83, po 1000 kroków wynosi 0,001 i dalej maleje. Celu, do którego zmierza trening z tą wagą, nie wyznacza więc ELBO, tylko chwila, w której przestaniemy.

Co naprawdę zwęża pasmo? Żeby się przekonać, trzeba trenować do **zbieżności**. Co 250 kroków zapisujemy średnie odchylenie standardowe 100 funkcji, a po każdych 2500 krokach porównujemy średnią z ostatnich dziesięciu zapisów ze średnią z dziesięciu poprzednich. Gdyby szerokość wciąż jednostajnie malała, różnica tych średnich byłaby 2,5 raza większa niż rozrzut wewnątrz okien (pierwiastek z sumy ich wariancji). Uznajemy, że trening się ustalił, gdy różnica jest od tego rozrzutu **mniejsza**. Dotyczy to wagi z ELBO; z wagą malejącą trenujemy tyle samo kroków.
*/
/* en
### The KL weight once more

The mean squared error is not a likelihood by itself. It becomes one when we say which noise we assume: for noise of standard deviation $\sigma_\varepsilon$, minus the log-likelihood of one example is $(y - f)^2 / 2\sigma_\varepsilon^2$ plus a constant. Multiplying $-\mathrm{ELBO}/N$ by $2\sigma_\varepsilon^2$ gives, up to a constant,

$$\mathbb{E}_{q(\theta)}[\mathrm{MSE}] + 2\sigma_\varepsilon^2 \frac{P}{N} \cdot \text{mean KL}, \qquad 2 \cdot 0.1^2 \cdot \frac{301}{500} = 0.012.$$

The weight $1/(\text{step}+1)$ starts far above this value, passes it at about step 83, after 1,000 steps it is 0.001, and it goes on falling. So what a training with this weight heads for is settled not by the ELBO but by the moment at which we stop.

What is it that narrows the band? To find out, we have to train until **convergence**. Every 250 steps we record the mean standard deviation of 100 functions, and after every 2,500 steps we compare the mean of the last ten records with that of the ten before. Were the width still shrinking steadily, the difference between these means would be 2.5 times the spread within the windows (the root of the sum of their variances). We take the training to have settled when the difference is **smaller** than that spread. This goes for the ELBO's weight; with the falling weight we train for as many steps.
*/

// %% id="sine-elbo-records"
const recordEvery = 250; // pl: kroków // en: steps

// pl: Co mówi 100 funkcji z q: ich średnia i odchylenie [500], i to, co z nich wynika.
// en: What 100 functions from q say: their mean and standard deviation [500], and what follows.
function recordOf(model: tf.LayersModel) {
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(functionsOf(model, xColumn, 100), 0); // [500], [500]
    const predictiveSd = tf.sqrt(variance.add(0.1 ** 2)); // [500]
    const covered = yReg.sub(mean).abs().lessEqual(predictiveSd.mul(1.96)); // [500]
    const curve = {
      mean: mean.arraySync() as number[],
      sd: tf.sqrt(variance).arraySync() as number[],
    };
    return {
      curve,
      meanKl: klLoss(model).arraySync(),
      sd: meanOf(tf.sqrt(variance)),
      rmse: rmse(mean, sine),
      coverage: meanOf(covered.toFloat()),
    };
  });
}
type Records = ReturnType<typeof recordOf>[];
const stepsOf = (records: Records) => recordEvery * records.length;
const recordAt = (records: Records, steps: number) =>
  records[steps / recordEvery - 1] as Records[number];

// pl: Czy średnie z dwóch kolejnych okien po dziesięć zapisów różnią się mniej, niż wynosi ich rozrzut?
// en: Do the means of two successive windows of ten records differ by less than their spread?
function settled(records: Records) {
  if (records.length < 20 || records.length % 10 !== 0) return false;
  const sds = records.slice(-20).map(({ sd }) => sd);
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(tf.tensor2d(sds, [2, 10]), 1); // [2], [2]
    const [before = 0, now = 0] = mean.arraySync() as number[];
    return Math.abs(before - now) < Math.sqrt(2 * meanOf(variance));
  });
}

// %% id="sine-elbo-training"
const elboWeight = (2 * 0.1 ** 2 * 301) / 500; // 0.012

async function trainSine(
  weightAt: (step: number) => number,
  enough: (records: Records) => boolean,
) {
  const model = regressionNetwork();
  const optimizer = adam(0.01);
  const records: Records = [];
  for (let step = 0; !enough(records); step++) {
    optimizer.minimize(() => {
      const prediction = (model.apply(xColumn) as tf.Tensor).squeeze([1]); // [500, 1] -> [500]
      const mse = tf.losses.meanSquaredError(yReg, prediction).asScalar(); // []
      return mse.add(klLoss(model).mul(weightAt(step))).asScalar();
    });
    if ((step + 1) % recordEvery === 0) records.push(recordOf(model));
    if ((step + 1) % 2500 === 0) {
      const sd = decimal(recordAt(records, step + 1).sd, 3);
      console.log(
        say({
          pl: `krok ${step + 1}: średnie odch. std. ${sd}`,
          en: `step ${step + 1}: mean sd ${sd}`,
        }),
      );
      await tf.nextFrame();
    }
  }
  return records;
}

let elboRecords: Records = [];
let fallingRecords: Records = [];
if (answered('exercise-1', klLoss(regressionModel))) {
  console.log(say({ pl: 'waga z ELBO', en: "the ELBO's weight" }));
  elboRecords = await trainSine(() => elboWeight, settled);
  console.log(say({ pl: 'waga 1/(krok + 1)', en: 'weight 1/(step + 1)' }));
  fallingRecords = await trainSine(
    (step) => 1 / (step + 1),
    ({ length }) => length === elboRecords.length,
  );
}

// %% id="sine-elbo-table"
const trainings = {
  elbo: { weight: say({ pl: 'z ELBO', en: "the ELBO's" }), records: elboRecords },
  falling: { weight: say({ pl: '1/(krok + 1)', en: '1/(step + 1)' }), records: fallingRecords },
};
const byWeight = Object.values(trainings);
if (answered('exercise-1', klLoss(regressionModel))) {
  const exact = { sd: 0.013, rmse: 0.047, coverage: 0.93 }; // HMC: node test/reference/posterior.mjs sine
  showFigure(
    spreadByStepsFigure({
      curves: byWeight.map(({ weight, records }) => ({
        name: say({ pl: `waga KL: ${weight}`, en: `KL weight: ${weight}` }),
        steps: records.map((_, index) => recordEvery * (index + 1)),
        sd: records.map(({ sd }) => sd),
      })),
      exact: exact.sd,
    }),
  );
  const trained = [1000, 5000, stepsOf(elboRecords)].flatMap((steps) =>
    byWeight.map(({ weight, records }) => {
      const { meanKl, sd, rmse, coverage } = recordAt(records, steps);
      return [weight, String(steps), meanKl, sd, rmse, percent(coverage)];
    }),
  );
  const exactName = say({ pl: 'dokładny rozkład (HMC)', en: 'exact posterior (HMC)' });
  showTable(
    say({
      pl: ['waga KL', 'kroki', 'średnia KL', 'średnie odch. std.', 'RMSE', 'pokrycie (95%)'],
      en: ['KL weight', 'steps', 'mean KL', 'mean sd', 'RMSE', 'coverage (95%)'],
    }),
    [...trained, [exactName, '–', '–', exact.sd, exact.rmse, percent(exact.coverage, 0)]],
  );
}

// %% [markdown] id="sine-elbo-read"
/* pl
Ostatnie trzy kolumny to średnie odchylenie standardowe funkcji na odcinku z danymi, RMSE ich średniej względem sinusa i **pokrycie**: część obserwacji, które leżą w paśmie predykcyjnym obejmującym nominalnie 95% ($\pm 1{,}96\sqrt{\sigma_{\text{epist}}^2 + 0{,}1^2}$). Ostatni wiersz to ta sama sieć z dokładnym rozkładem a posteriori (HMC, `test/reference`). Co mówią liczby?

- **Najpierw zwęża pasmo sama zbieżność.** Do mniej więcej 4000 kroków opadają obie krzywe, także ta z wagą, która się nie zmienia. Rysunek po 1000 kroków pokazywał więc przede wszystkim szerokość, z którą trening się zaczął: około 0,15, ponad dziesięć razy więcej niż dokładne 0,013.
- **Potem decyduje waga.** Z wagą z ELBO odchylenie zatrzymuje się w okolicach 0,045 i tylko waha się o kilkanaście procent, bo Adam wciąż robi kroki tej samej wielkości. Z wagą malejącą spada dalej: po 10 000 kroków do około 0,01, mniej niż przy dokładnym rozkładzie a posteriori, i nic nie powstrzyma go w drodze do zera. Tu, i dopiero tu, przyczyną jest milknący rozkład a priori.
- **ELBO wcale nie wypada lepiej.** Jego RMSE to 0,05–0,10, a z wagą malejącą 0,01–0,06, przy każdym z naszych ziaren mniej; pokrycie też ma nieco mniejsze. Dlaczego? Po pierwsze, rozkład a priori o odchyleniu 0,1 jest dla tego sinusa za ciasny i ściąga funkcje ku zeru: nawet dokładny rozkład a posteriori ma RMSE 0,047 i pokrycie 93%, a jego pasmo trzech odchyleń mija się z sinusem na prawie jednej trzeciej odcinka. Po drugie, niezależne wagi nie potrafią oddać zależności, dzięki którym dokładne funkcje różnią się tak mało: stąd pasmo ponad trzy razy za szerokie i dodatkowy błąd. Waga malejąca wygrywa, bo przestała słuchać złego rozkładu a priori; ceną jest pasmo, które o niepewności już nic nie mówi.
- **Pasmo epistemiczne nie ma obejmować obserwacji.** Dokładne, o trzech odchyleniach, zawiera ich tylko około 30%, i tak powinno być: mówi o krzywej. Obserwacje ma obejmować pasmo predykcyjne.

Suwak na następnym rysunku przesuwa oba treningi w czasie: po lewej waga z ELBO, po prawej malejąca.
*/
/* en
The last three columns are the mean standard deviation of the functions over the stretch with data, the RMSE of their mean to the sine, and the **coverage**: the share of observations inside the predictive band that nominally holds 95% ($\pm 1.96\sqrt{\sigma_{\text{epist}}^2 + 0.1^2}$). The last row is the same network with the exact posterior (HMC, `test/reference`). What do the numbers say?

- **At first it is mere convergence that narrows the band.** Up to some 4,000 steps both curves fall, the one whose weight never changes included. So the picture after 1,000 steps showed above all the width that training began with: about 0.15, more than ten times the exact 0.013.
- **After that the weight decides.** With the ELBO's weight the standard deviation stops near 0.045 and only wanders by ten or twenty per cent, since Adam still takes steps of the same size. With the falling weight it goes on down: after 10,000 steps it is about 0.01, narrower than the exact posterior, and nothing keeps it from zero. Here, and only here, the cause is the prior falling silent.
- **The ELBO does not come out ahead.** Its RMSE is 0.05–0.10, that of the falling weight 0.01–0.06, less at each of our seeds; its coverage is a little smaller too. Why? First, the prior with standard deviation 0.1 is too tight for this sine and pulls the functions towards zero: even the exact posterior has an RMSE of 0.047 and a coverage of 93%, and its band of three standard deviations misses the sine over almost a third of the stretch. Second, independent weights cannot express the dependence through which the exact functions differ so little: hence a band more than three times too wide, and an additional error. The falling weight wins because it has stopped listening to a bad prior; the price is a band that no longer says anything about uncertainty.
- **An epistemic band is not supposed to hold the observations.** The exact one, three standard deviations wide on either side, holds only about 30% of them, as it should: it speaks of the curve. Holding the observations is the business of the predictive band.

The slider of the next figure moves both trainings through time: the ELBO's weight on the left, the falling one on the right.
*/

// %% id="sine-elbo-slider"
if (answered('exercise-1', klLoss(regressionModel))) {
  const thinned = (values: number[]) => values.filter((_, index) => index % 3 === 1); // [500] -> [167]
  const panel = ({ weight, records }: (typeof byWeight)[number], steps: number) => {
    const { mean, sd } = recordAt(records, steps).curve; // [500], [500]
    const title = say({ pl: `Waga KL: ${weight}`, en: `KL weight: ${weight}` });
    return { title, mean: thinned(mean), sd: thinned(sd) };
  };
  const states = [1000, 2500, 5000, stepsOf(elboRecords)].map((steps) => ({
    steps,
    panels: [panel(trainings.elbo, steps), panel(trainings.falling, steps)] as const,
  }));
  showFigure(klWeightFigure({ x: thinned(xReg.arraySync()), data: { x: xReg, y: yReg }, states }));
}

// %% [markdown] id="exact-posterior"
/* pl
## 7. Kiedy znamy prawdę: regresja liniowa

W jednym przypadku rozkład a posteriori ma prosty wzór i możemy sprawdzić, co gubi przybliżenie [12]. Niech $y = wx + b + \varepsilon$, szum ma odchylenie standardowe 0,5, rozkład a priori obu parametrów to $\mathcal{N}(0, 1)$, a danych mamy cztery punkty. Oznaczmy przez $X$ macierz o wierszach $(x_n, 1)$. Rozkład a posteriori jest normalny:

$$\Lambda = I + \frac{X^\top X}{\sigma_\varepsilon^2}, \qquad \mathrm{Cov} = \Lambda^{-1}, \qquad m = \Lambda^{-1} \frac{X^\top y}{\sigma_\varepsilon^2}.$$

Rodzina $q$ o niezależnych wagach (tak zwane pole średnie, *mean field*), taka jak w naszej warstwie, trafia w średnią $m$, ale nie w kształt: najlepsze odchylenia to $1/\sqrt{\Lambda_{ii}}$, **za małe**, a korelacja między $w$ i $b$ znika. Stąd złe pasma: za szerokie po jednej stronie, za wąskie po drugiej. Obejrzyj $x = 3$ i $x = -3$. Żadnego treningu nie było.
*/
/* en
## 7. Where the truth is known: linear regression

In one case the posterior has a simple formula, and we can check what the approximation loses [12]. Let $y = wx + b + \varepsilon$ with noise of standard deviation 0.5, the prior of both parameters $\mathcal{N}(0, 1)$, and four points of data. Write $X$ for the matrix with rows $(x_n, 1)$. The posterior is normal:

$$\Lambda = I + \frac{X^\top X}{\sigma_\varepsilon^2}, \qquad \mathrm{Cov} = \Lambda^{-1}, \qquad m = \Lambda^{-1} \frac{X^\top y}{\sigma_\varepsilon^2}.$$

A family $q$ of independent weights (*mean field*), such as our layer's, hits the mean $m$ but not the shape: its best standard deviations are $1/\sqrt{\Lambda_{ii}}$, **too small**, and the correlation between $w$ and $b$ is lost. Hence the wrong bands, too wide on one side and too narrow on the other. Look at $x = 3$ and $x = -3$. No training took place.
*/

// %% id="exact-posterior-shown"
const linear = { x: [-1, 0, 1, 2], y: [-0.8, 0.3, 1.1, 2.4], noiseVariance: 0.5 ** 2 };
const overNoise = (values: number[]) =>
  values.reduce((sum, value) => sum + value, 0) / linear.noiseVariance;
// pl: Lambda = [[ww, wb], [wb, bb]], prawa strona [wy, by].
// en: Lambda = [[ww, wb], [wb, bb]], right-hand side [wy, by].
const ww = 1 + overNoise(linear.x.map((x) => x * x));
const wb = overNoise(linear.x);
const bb = 1 + overNoise(linear.x.map(() => 1));
const wy = overNoise(linear.x.map((x, row) => x * (linear.y[row] ?? 0)));
const by = overNoise(linear.y);
const determinant = ww * bb - wb * wb;
const slope = (bb * wy - wb * by) / determinant;
const intercept = (ww * by - wb * wy) / determinant;
// pl: Odchylenie standardowe f(x) = w x + b: dokładne i przy najlepszych niezależnych w, b.
// en: The standard deviation of f(x) = w x + b: exact, and under the best independent w, b.
const exactSd = (x: number) => Math.sqrt((bb * x * x - 2 * wb * x + ww) / determinant);
const meanFieldSd = (x: number) => Math.sqrt((x * x) / ww + 1 / bb);

showTable(
  say({
    pl: [
      '',
      'średnia w',
      'średnia b',
      'odch. w',
      'odch. b',
      'korelacja',
      'odch. f(3)',
      'odch. f(−3)',
    ],
    en: [
      '',
      'mean of w',
      'mean of b',
      'sd of w',
      'sd of b',
      'correlation',
      'sd of f(3)',
      'sd of f(−3)',
    ],
  }),
  [
    [
      say({ pl: 'dokładny', en: 'exact' }),
      ...[slope, intercept, Math.sqrt(bb / determinant), Math.sqrt(ww / determinant)],
      ...[-wb / Math.sqrt(ww * bb), exactSd(3), exactSd(-3)],
    ],
    [
      'mean field',
      ...[slope, intercept, 1 / Math.sqrt(ww), 1 / Math.sqrt(bb)],
      ...[0, meanFieldSd(3), meanFieldSd(-3)],
    ],
  ],
);
const lineX = Array.from({ length: 81 }, (_, index) => -4 + index / 10);
showFigure(
  linearPosteriorFigure({
    x: lineX,
    mean: lineX.map((x) => slope * x + intercept),
    exactSd: lineX.map(exactSd),
    meanFieldSd: lineX.map(meanFieldSd),
    data: linear,
  }),
);

// %% [markdown] id="jensen"
/* pl
## 8. Średnia z funkcji i funkcja od średniej

Jeszcze jeden drobiazg przed drugim zadaniem. Weźmy najmniejszą nieliniową „sieć”, $f(w) = \mathrm{ReLU}(w)$, i losowe $w$. Czy $\mathbb{E}[f(w)]$ to to samo, co $f(\mathbb{E}[w])$? Gdyby $f$ była liniowa, tak. Dla ReLU i $w \sim \mathcal{N}(0, 1)$ pierwsze wynosi $1/\sqrt{2\pi} \approx 0{,}40$, a drugie 0; dla $w \sim \mathcal{N}(0{,}5;\, 1)$ pierwsze to 0,70, a drugie 0,50. Sprawdźmy na milionie losowań.
*/
/* en
## 8. The mean of a function and the function of the mean

One small thing before the second exercise. Take the smallest non-linear "network", $f(w) = \mathrm{ReLU}(w)$, and a random $w$. Is $\mathbb{E}[f(w)]$ the same as $f(\mathbb{E}[w])$? If $f$ were linear, yes. For ReLU and $w \sim \mathcal{N}(0, 1)$ the first is $1/\sqrt{2\pi} \approx 0.40$ and the second is 0; for $w \sim \mathcal{N}(0.5, 1)$ the first is 0.70 and the second 0.50. Let us check with a million draws.
*/

// %% id="jensen-shown"
for (const mu of [0, 0.5]) {
  tf.tidy(() => {
    const w = randomNormal([1_000_000]).add(mu); // [1000000], w ~ N(mu, 1)
    const meanOfFunction = decimal(meanOf(tf.relu(w)), 2);
    const functionOfMean = decimal(Math.max(0, meanOf(w)), 2);
    console.log(
      say({ pl: `w ~ N(${decimal(mu, 1)}; 1):`, en: `w ~ N(${decimal(mu, 1)}, 1):` }),
      `E[f(w)] ≈ ${meanOfFunction}  f(E[w]) ≈ ${functionOfMean}`,
    );
  });
}

// %% [markdown] id="ensemble-text"
/* pl
### Zadanie 2: uśrednianie wag

Przewidywaliśmy, uśredniając **wyjścia** wylosowanych sieci. A gdyby uśrednić ich **parametry** i zapytać tę jedną, średnią sieć? Najpierw zespół dziesięciu członków, każdy w postaci listy tensorów $[W_1, b_1, W_2, b_2]$.

> **Poprawka: zespół z prawdziwych losowań.** Pierwsza wersja dziesięć razy kopiowała `state_dict()`. Stan modelu zawiera $\mu$ i $\log\sigma$, ale nie szum, więc wszystkie dziesięć kopii było identycznych i ich uśrednienie niczego by nie zmieniło. Wagi trzeba **wylosować**.
*/
/* en
### Exercise 2: averaging weights

So far we predicted by averaging the **outputs** of sampled networks. What if we average their **parameters** instead, and ask that one average network? First an ensemble of ten members, each a list of tensors $[W_1, b_1, W_2, b_2]$.

> **Corrected: an ensemble of real draws.** The first version copied `state_dict()` ten times. A model's state holds $\mu$ and $\log\sigma$ but no noise, so all ten copies were identical, and averaging them would have changed nothing. Weights must be **sampled**.
*/

// %% id="ensemble" tags=["lecture-14"]
const ensemble = Array.from({ length: 10 }, () => sampleWeights(regressionModel)); // 10 × [W1, b1, W2, b2]
const functionOf = (weights: tf.Tensor[], x: tf.Tensor2D) =>
  tf.tidy(() => predictWith(regressionModel, weights, x).squeeze<tf.Tensor1D>([1])); // [n, 1] -> [n]
const predictions = tf.tidy(() =>
  tf.stack(ensemble.map((weights) => functionOf(weights, xColumn))),
); // [10, 500]

const distance = (one: tf.Tensor[], other: tf.Tensor[]) =>
  tf.tidy(() =>
    parametersToVector(one).sub(parametersToVector(other)).norm().asScalar().arraySync(),
  ); // [301] -> []
const [first = [], second = []] = ensemble;
console.log(
  say({ pl: 'odległość dwóch kopii stanu:', en: 'distance of two copies of the state:' }),
  decimal(distance(regressionModel.getWeights(), regressionModel.getWeights()), 3),
);
console.log(
  say({ pl: 'odległość dwóch losowań wag:', en: 'distance of two draws of weights:' }),
  decimal(distance(first, second), 3),
);
const thereAndBack = tf.tidy(() =>
  distance(first, vectorToParameters(parametersToVector(first), first)),
);
console.log(
  say({
    pl: 'tam i z powrotem, wagi → wektor → wagi:',
    en: 'there and back, weights → vector → weights:',
  }),
  decimal(thereAndBack, 3),
);
const spread = tf.tidy(() => meanOf(tf.sqrt(tf.moments(predictions, 0).variance)));
console.log(
  say({ pl: 'średnie odch. std. dziesięciu funkcji:', en: 'mean sd of the ten functions:' }),
  decimal(spread, 3),
);

// %% [markdown] id="exercise-2-text"
/* pl
Napisz funkcję `averageWeights(ensemble)`: średnią wag **po członkach zespołu, element po elemencie**. Wynik ma mieć te same kształty, co wagi jednego członka, dla zespołu dowolnej wielkości i sieci o dowolnej architekturze. Zespołu nie zmieniaj.

<details><summary>Wskazówka 1: od czego zacząć</summary>

Wynik to lista tak długa, jak lista wag jednego członka. Jak powstaje jej pierwszy tensor?

</details>
<details><summary>Wskazówka 2: po której osi</summary>

Ułóż ten sam tensor wszystkich członków wzdłuż nowej osi: `tf.stack(…)` daje kształt `[S, …]`. Uśrednij po tej osi i po żadnej innej.

</details>
<details><summary>Wskazówka 3: inna droga</summary>

`parametersToVector` zamienia wagi w jeden wektor, a `vectorToParameters(wektor, wzór)` wraca do kształtów. Między nimi wystarczy średnia z wektorów.

</details>
*/
/* en
Write the function `averageWeights(ensemble)`: the mean of the weights **over the members, element by element**. The result has the shapes of one member's weights, for an ensemble of any size and a network of any architecture. Leave the ensemble as it is.

<details><summary>Hint 1: where to begin</summary>

The result is a list as long as one member's list of weights. How does its first tensor come about?

</details>
<details><summary>Hint 2: along which axis</summary>

Put the same tensor of all members along a new axis: `tf.stack(…)` has shape `[S, …]`. Take the mean over that axis and no other.

</details>
<details><summary>Hint 3: another road</summary>

`parametersToVector` turns weights into one vector, and `vectorToParameters(vector, like)` goes back to the shapes. Between them a mean of vectors is enough.

</details>
*/

// %% id="exercise-2" tags=["lecture-15", "exercise-2"]
import { averageWeights } from '../solutions/exercise-2.js';

// %% [markdown] id="exercise-2-check-text"
/* pl
Sprawdź się, ile razy chcesz: komórka porównuje odpowiedź z wzorcową na kilku przykładach i podpowiada, gdy rozpozna typową pomyłkę.
*/
/* en
Check yourself as often as you like: the cell compares your answer with the reference on a few examples, and gives a hint where it recognises a common mistake.
*/

// %% id="exercise-2-check" tags=["self-check"]
await checkExercise('exercise-2', averageWeights);

// %% [markdown] id="comparison-text"
/* pl
### Średnia wyjść a wyjście średnich wag

Teraz porównanie: te same wagi, raz uśrednione wyjścia, raz parametry, dla coraz większej liczby losowań. Jedno losowanie daje oczywiście dwa razy to samo. Jeśli różnica przy dziesięciu jest tylko przypadkiem losowania, przy tysiącu powinna stopnieć. Suwak na rysunku zmienia liczbę losowań.
*/
/* en
### The mean of the outputs and the output of the mean weights

Now the comparison: the same weights, once averaging outputs, once parameters, for more and more draws. A single draw of course gives the same thing twice. If the difference at ten is a mere accident of sampling, it should melt away at a thousand. The slider of the figure changes the number of draws.
*/

// %% id="comparison"
if (answered('exercise-2', averageWeights(ensemble))) {
  tf.tidy(() => {
    const members = [
      ...ensemble,
      ...Array.from({ length: 990 }, () => sampleWeights(regressionModel)),
    ]; // 1000 × [W1, b1, W2, b2]
    const averagesOf = (numSamples: number, x: tf.Tensor2D) => {
      const some = members.slice(0, numSamples);
      const outputs = tf
        .addN(some.map((weights) => functionOf(weights, x)))
        .div<tf.Tensor1D>(numSamples);
      return { numSamples, outputs, parameters: functionOf(averageWeights(some), x) }; // [n], [n]
    };
    const sampleSizes = [1, 10, 100, 1000];
    showTable(
      say({
        pl: ['losowania', 'RMSE względem sin: wyjścia', 'parametry', 'RMSE między krzywymi'],
        en: ['draws', 'RMSE to sin: outputs', 'parameters', 'RMSE between the two curves'],
      }),
      sampleSizes.map((numSamples) => {
        const { outputs, parameters } = averagesOf(numSamples, xColumn); // [500], [500]
        return [numSamples, rmse(outputs, sine), rmse(parameters, sine), rmse(outputs, parameters)];
      }),
    );
    showFigure(
      averagingFigure({
        x: gridX,
        truth: tf.sin(gridX),
        members: tf.stack(
          ensemble.map((weights) => functionOf(weights, gridColumn)),
        ) as tf.Tensor2D,
        states: sampleSizes.map((numSamples) => averagesOf(numSamples, gridColumn)),
      }),
    );
  });
}

// %% [markdown] id="permutation-text"
/* pl
### Osobne treningi: symetria permutacji

A jeśli członkowie nie pochodzą z jednego $q$, lecz z osobnych treningów? Nie trzeba nawet trenować, by zobaczyć kłopot. Przenumerujmy neurony ukryte naszej uśrednionej sieci: kolumny $W_1$, elementy $b_1$ i wiersze $W_2$ w odwrotnej kolejności. Jako **funkcja** sieć się nie zmieniła, jako **wektor parametrów** jest zupełnie gdzie indziej. To symetria permutacji [13], a osobno trenowane sieci różnią się między innymi taką właśnie, przypadkową numeracją.
*/
/* en
### Separate trainings: permutation symmetry

And what if the members come not from one $q$ but from separate trainings? The trouble can be seen without training at all. Renumber the hidden units of our averaged network: the columns of $W_1$, the elements of $b_1$ and the rows of $W_2$ in reverse order. As a **function** the network is unchanged; as a **vector of parameters** it is somewhere else altogether. This is permutation symmetry [13], and separately trained networks differ, among other things, by just such an accidental numbering.
*/

// %% id="permutation"
if (answered('exercise-2', averageWeights(ensemble))) {
  tf.tidy(() => {
    const averaged = averageWeights(ensemble);
    const [w1, b1, w2, b2] = averaged as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]; // [1, 100], [100], [100, 1], [1]
    const renumbered = [w1.reverse(1), b1.reverse(0), w2.reverse(0), b2];
    const [before, after] = [functionOf(averaged, xColumn), functionOf(renumbered, xColumn)];
    const middle = functionOf(averageWeights([averaged, renumbered]), xColumn);
    showTable(
      say({
        pl: ['sieć i jej przenumerowanie', 'wartość'],
        en: ['the network and its renumbering', 'value'],
      }),
      [
        [
          say({ pl: 'odległość parametrów', en: 'distance of the parameters' }),
          distance(averaged, renumbered),
        ],
        [
          say({ pl: 'RMSE między funkcjami', en: 'RMSE between the functions' }),
          rmse(before, after),
        ],
        [
          say({ pl: 'RMSE względem sin, każda osobno', en: 'RMSE to sin, each by itself' }),
          rmse(before, sine),
        ],
        [
          say({ pl: 'RMSE względem sin, średnie parametry', en: 'RMSE to sin, mean parameters' }),
          rmse(middle, sine),
        ],
      ],
    );
  });
}

// %% [markdown] id="exercise-2-conclusions" tags=["exercise-2-conclusions"] edition="student"
/* pl
### Wnioski z zadania 2

*Zastąp ten tekst swoimi wnioskami (kilka zdań).* Do czego dąży średnia wyjść, a do czego wyjście średnich parametrów? Czy różnica znika, gdy losowań jest więcej, i dlaczego? Co stało się z pasmem niepewności? Co by było, gdyby członkowie zespołu pochodzili z niezależnych treningów? Poprzyj to liczbami z powyższych komórek.
*/
/* en
### Conclusions from exercise 2

*Replace this text by your conclusions (a few sentences).* What does the mean of the outputs tend to, and what the output of the mean parameters? Does the difference vanish with more draws, and why? What became of the uncertainty band? What if the members came from independent trainings? Support it with numbers from the cells above.
*/

// %% [markdown] id="exercise-2-conclusions" tags=["exercise-2-conclusions"] edition="solved"
/* pl
### Wnioski z zadania 2

1. **To dwie różne wielkości.** Średnia wyjść dąży do $\mathbb{E}[f(w)]$, a wyjście średnich parametrów do $f(\mathbb{E}[w])$. Byłyby równe, gdyby sieć była liniowa względem parametrów. Nie jest: wagi obu warstw mnożą się przez siebie, a ReLU ucina. Na jednym ReLU widać to w czystej postaci: 0,40 i 0 dla $w \sim \mathcal{N}(0, 1)$, 0,70 i 0,50 dla $w \sim \mathcal{N}(0{,}5;\, 1)$.
2. **Różnica nie topnieje.** RMSE między obiema krzywymi jest dla tysiąca losowań takie samo jak dla dziesięciu, około 0,05. Szum losowania zmalałby przy tym dziesięciokrotnie, bo maleje jak odwrotność pierwiastka z ich liczby.
3. **Żaden sposób nie jest z zasady bliżej prawdy.** RMSE względem sinusa to w obu przypadkach około 0,1, a w czterdziestu powtórzeniach z różnym ziarnem parametry wygrały 19 razy. Uśrednianie wyjść wybieramy nie dlatego, że zawsze daje mniejszy błąd, lecz dlatego, że przybliża całkę, o którą chodzi.
4. **Pasmo przepadło.** Średnie parametry to jedna sieć i jedna funkcja. Dziesięć funkcji miało średnie odchylenie standardowe około 0,15; jedna nie ma żadnego, więc o niepewności epistemicznej nic już nie powie.
5. **Dla niezależnych treningów byłoby znacznie gorzej.** Przenumerowana sieć jest tą samą funkcją (RMSE 0,000), a mimo to średnia jej parametrów z parametrami oryginału myli się o 0,4–0,7, gdy każda z osobna tylko o około 0,1. Osobno trenowane sieci numerują neurony każda po swojemu: dziesięć takich sieci miało RMSE 0,07 po uśrednieniu wyjść i 0,71 po uśrednieniu średnich wag. W zadaniu parametry dało się uśredniać tylko dlatego, że wszystkie losowania pochodziły z jednego $q$, skupionego wokół jednego rozwiązania.
*/
/* en
### Conclusions from exercise 2

1. **These are two different quantities.** The mean of the outputs tends to $\mathbb{E}[f(w)]$, the output of the mean parameters to $f(\mathbb{E}[w])$. They would be equal if the network were linear in its parameters. It is not: the weights of the two layers multiply each other, and ReLU clips. A single ReLU shows it in its pure form: 0.40 and 0 for $w \sim \mathcal{N}(0, 1)$, 0.70 and 0.50 for $w \sim \mathcal{N}(0.5, 1)$.
2. **The difference does not melt away.** The RMSE between the two curves is the same for a thousand draws as for ten, about 0.05. Sampling noise would have shrunk tenfold, like one over the root of their number.
3. **Neither way is nearer to the truth on principle.** The RMSE to the sine is about 0.1 either way, and in forty repetitions with different seeds parameters won 19 times. We average outputs not because the error is always smaller, but because that approximates the integral we are after.
4. **The band is gone.** Mean parameters are one network and one function. The ten functions had a mean standard deviation of about 0.15; a single one has none, so it can no longer say anything about epistemic uncertainty.
5. **Independent trainings would fare far worse.** The renumbered network is the same function (RMSE 0.000), and yet the mean of its parameters and the original's is wrong by 0.4–0.7, where each by itself is wrong by about 0.1 only. Separately trained networks number their units each in its own way: ten of them had an RMSE of 0.07 after averaging outputs and of 0.71 after averaging mean weights. In this exercise parameters could be averaged only because all draws came from one $q$, gathered around one solution.
*/

// %% [markdown] id="summary"
/* pl
## Podsumowanie

- **MLE i MAP** to estymacje punktowe. MAP jest modą rozkładu a posteriori i odpowiada karze będącej minus logarytmem rozkładu a priori; nie każda regularyzacja taka jest.
- **Wnioskowanie bayesowskie** uśrednia przewidywania po całym rozkładzie a posteriori. Trening jest jednym ze sposobów jego przybliżania, nie jego istotą.
- **Bayes by Backprop** dopasowuje niezależne rozkłady normalne, maksymalizując ELBO. Przed średnią KL stoi w nim $P/N$ (przy MSE jeszcze razy $2\sigma_\varepsilon^2$); mniejsza waga to zimny rozkład a posteriori.
- **Szerokość pasma coś znaczy dopiero po zbieżności.** Wcześniej mówi o starcie treningu; z wagą KL malejącą do zera nie mówi o danych nigdy.
- **Poprawna waga nie naprawi złego modelu.** Za ciasny rozkład a priori i brak korelacji kosztują dokładność także wtedy, gdy ELBO jest największe.
- **Niepewność epistemiczna** to niezgoda między sieciami i maleje, gdy danych przybywa; **aleatoryczna** to szum etykiet i zostaje.
- Rozkład a priori na wagach jest rozkładem na funkcjach, który warto obejrzeć, zanim się mu zaufa.
- $\mathbb{E}[f(w)] \ne f(\mathbb{E}[w])$: uśredniamy wyjścia, nie parametry.
- Skuteczność 38 z 38 nie odróżnia modeli, gdy to samo potrafi reguła o dwóch progach; pytaj też o prawdopodobieństwa.

## Pytania kontrolne

1. Dlaczego MAP nic nie mówi o niepewności, choć korzysta z twierdzenia Bayesa?
2. Jakiemu rozkładowi a priori odpowiada kara L2 o współczynniku $\lambda$, dodana do sumy $-\log p(y_n \mid x_n, \theta)$?
3. Podwajamy liczbę danych. Jak zmieni się właściwa waga przed średnią KL?
4. Która z dwóch niepewności wzrośnie, gdy zmierzymy płatki gorszą linijką, a która, gdy zbierzemy mniej kwiatów?
5. Dlaczego `model.predict` nie daje jednej funkcji z rozkładu a posteriori?
6. Czy `freeze()` zamienia sieć bayesowską w jej średnią?
7. Rozkład $q$ ma za małe odchylenia w każdym parametrze, a mimo to gdzieś za szerokie pasmo. Jak to możliwe?
8. Po 1000 kroków pasmo jest szerokie, po 10 000 wąskie. Skąd wiadomo, czy zwęziła je zbieżność, czy milknący rozkład a priori?
*/
/* en
## Summary

- **MLE and MAP** are point estimates. MAP is the mode of the posterior and corresponds to a penalty that is minus the log of a prior; not every regularisation is of that kind.
- **Bayesian inference** averages predictions over the whole posterior. Training is one way of approximating it, not its essence.
- **Bayes by Backprop** fits independent normal distributions by maximising the ELBO. Before the mean KL stands $P/N$ (times $2\sigma_\varepsilon^2$ with an MSE); a smaller weight means a cold posterior.
- **The width of a band means something only after convergence.** Before that it speaks of how training began; with a KL weight that falls to zero it never speaks of the data.
- **The right weight does not mend a bad model.** A prior that is too tight, and the lack of correlations, cost accuracy even where the ELBO is largest.
- **Epistemic uncertainty** is disagreement between networks and shrinks as data arrive; **aleatoric uncertainty** is noise in the labels and stays.
- A prior over weights is a prior over functions, worth a look before it is trusted.
- $\mathbb{E}[f(w)] \ne f(\mathbb{E}[w])$: we average outputs, not parameters.
- 38 of 38 does not tell models apart where a rule with two thresholds does as well; ask for the probabilities too.

## Review questions

1. Why does MAP say nothing about uncertainty, although it uses Bayes' theorem?
2. Which prior corresponds to an L2 penalty with coefficient $\lambda$, added to the sum of $-\log p(y_n \mid x_n, \theta)$?
3. We double the amount of data. How does the right weight before the mean KL change?
4. Which of the two uncertainties grows when petals are measured with a worse ruler, and which when fewer flowers are collected?
5. Why does `model.predict` not give one function from the posterior?
6. Does `freeze()` turn a Bayesian network into its mean?
7. Every parameter of $q$ has too small a standard deviation, and yet the band is too wide somewhere. How can that be?
8. After 1,000 steps the band is wide, after 10,000 it is narrow. How can one know whether convergence narrowed it or the prior falling silent?
*/

// %% [markdown] id="answers" edition="solved"
/* pl
### Odpowiedzi

1. Bo wskazuje tylko szczyt rozkładu a posteriori, a o niepewności mówi jego szerokość.
2. $\mathcal{N}(0, \sigma_0^2)$ o wariancji $\sigma_0^2 = 1/2\lambda$.
3. Zmaleje o połowę: $P/N$.
4. Gorsza linijka zwiększa aleatoryczną, mniej kwiatów epistemiczną.
5. Bo w każdej porcji 32 wierszy losuje wagi od nowa.
6. Nie, zatrzymuje jedno losowanie szumu; sieć jest wtedy jedną próbką.
7. O szerokości pasma decydują też korelacje: przy $\mathrm{Cov}(w, b) < 0$ i $x > 0$ odchylenia $w$ i $b$ częściowo się znoszą, a przybliżenie o tym nie wie.
8. Trzeba zatrzymać wagę KL i trenować, aż szerokość się ustali. Jeśli wtedy stoi, zwężała ją zbieżność; jeśli przy wadze malejącej zwęża się nadal, robi to waga. Rozstrzyga porównanie z dokładnym rozkładem a posteriori, gdy go mamy.
*/
/* en
### Answers

1. Because it only points to the peak of the posterior, while uncertainty is its width.
2. $\mathcal{N}(0, \sigma_0^2)$ with variance $\sigma_0^2 = 1/2\lambda$.
3. It is halved: $P/N$.
4. The worse ruler raises the aleatoric one, fewer flowers the epistemic one.
5. Because it draws the weights anew for every portion of 32 rows.
6. No, it keeps one draw of the noise; the network is then a single sample.
7. Correlations shape the band as well: with $\mathrm{Cov}(w, b) < 0$ and $x > 0$ the deviations of $w$ and $b$ partly cancel, and the approximation does not know that.
8. Hold the KL weight fixed and train until the width settles. If it stays there, convergence was narrowing it; if it goes on shrinking under a falling weight, the weight does it. A comparison with the exact posterior decides, where there is one.
*/

// %% [markdown] id="corrections"
/* pl
## Co zmieniono względem pierwszej wersji wykładu

Poprawki, które widać na liczbach, stoją w tekście: oś softmaxu, skala cech, uśrednianie po rozkładzie a posteriori, etykiety sinusa, model końcowy, zespół z prawdziwych losowań. Oto pozostałe:

- Rysunek irysów był zdefiniowany, ale nigdy wywołany; sinus rysowano po raz ostatni w kroku 750, więc gotowego modelu nikt nie zobaczył.
- Zamiana parametrów na wektor i z powrotem była zaimportowana i nieużyta; teraz służy w zadaniu 2.
- W zadaniu 2 przewidywania miały kształt etykiet irysów, a nie siatki regresji. Tryb `eval()` też nie zatrzymałby szumu.
- Rozkład $p(y \mid x, \theta)$ to wiarygodność, a nie rozkład a priori; MAP to moda rozkładu a posteriori, a nie jeszcze wnioskowanie bayesowskie; wczesne zatrzymanie nie jest estymacją MAP.
- Wagi KL 0,01 i $1/(\text{krok}+1)$ zostały, ale obok stoi to, co wynika z ELBO.
*/
/* en
## What was changed from the first version of this lecture

Corrections that numbers can show stand in the text: the axis of softmax, the scale of the features, averaging over the posterior, the labels of the sine, the final model, an ensemble of real draws. Here are the others:

- The figure of the irises was defined but never called; the sine was drawn for the last time at step 750, so that nobody saw the finished model.
- The conversion of parameters to a vector and back was imported and not used; now it serves in exercise 2.
- In exercise 2 the predictions had the shape of the iris labels instead of the regression grid. Nor would `eval()` have stopped the noise.
- $p(y \mid x, \theta)$ is the likelihood and no prior; MAP is the mode of the posterior and not yet Bayesian inference; early stopping is not MAP estimation.
- The KL weights 0.01 and $1/(\text{step}+1)$ remain, but beside them stands what follows from the ELBO.
*/

// %% [markdown] id="bibliography"
/* pl
## Bibliografia

1. C. Blundell, J. Cornebise, K. Kavukcuoglu, D. Wierstra, *Weight Uncertainty in Neural Networks*, ICML 2015.
2. L. V. Jospin, H. Laga, F. Boussaid, W. Buntine, M. Bennamoun, *Hands-on Bayesian Neural Networks – A Tutorial for Deep Learning Users*, IEEE Computational Intelligence Magazine 17(2), 2022, s. 29–48.
3. Y. Gal, Z. Ghahramani, *Dropout as a Bayesian Approximation: Representing Model Uncertainty in Deep Learning*, ICML 2016.
4. D. J. C. MacKay, *A Practical Bayesian Framework for Backpropagation Networks*, Neural Computation 4(3), 1992, s. 448–472.
5. R. M. Neal, *Bayesian Learning for Neural Networks*, Springer 1996.
6. B. Lakshminarayanan, A. Pritzel, C. Blundell, *Simple and Scalable Predictive Uncertainty Estimation using Deep Ensembles*, NIPS 2017.
7. F. Wenzel i in., *How Good is the Bayes Posterior in Deep Neural Networks Really?*, ICML 2020.
8. X. Liu, Y. Li, C. Wu, C.-J. Hsieh, *Adv-BNN: Improved Adversarial Defense through Robust Bayesian Neural Network*, ICLR 2019.
9. E. Daxberger i in., *Laplace Redux – Effortless Bayesian Deep Learning*, NeurIPS 2021.
10. R. A. Fisher, *The Use of Multiple Measurements in Taxonomic Problems*, Annals of Eugenics 7(2), 1936, s. 179–188.
11. N. Houlsby, F. Huszár, Z. Ghahramani, M. Lengyel, *Bayesian Active Learning for Classification and Preference Learning*, arXiv:1112.5745, 2011.
12. C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer 2006, rozdz. 3.3.
13. S. K. Ainsworth, J. Hayase, S. Srinivasa, *Git Re-Basin: Merging Models modulo Permutation Symmetries*, ICLR 2023.
*/
/* en
## Bibliography

1. C. Blundell, J. Cornebise, K. Kavukcuoglu, D. Wierstra, *Weight Uncertainty in Neural Networks*, ICML 2015.
2. L. V. Jospin, H. Laga, F. Boussaid, W. Buntine, M. Bennamoun, *Hands-on Bayesian Neural Networks – A Tutorial for Deep Learning Users*, IEEE Computational Intelligence Magazine 17(2), 2022, pp. 29–48.
3. Y. Gal, Z. Ghahramani, *Dropout as a Bayesian Approximation: Representing Model Uncertainty in Deep Learning*, ICML 2016.
4. D. J. C. MacKay, *A Practical Bayesian Framework for Backpropagation Networks*, Neural Computation 4(3), 1992, pp. 448–472.
5. R. M. Neal, *Bayesian Learning for Neural Networks*, Springer, 1996.
6. B. Lakshminarayanan, A. Pritzel, C. Blundell, *Simple and Scalable Predictive Uncertainty Estimation using Deep Ensembles*, NIPS 2017.
7. F. Wenzel et al., *How Good is the Bayes Posterior in Deep Neural Networks Really?*, ICML 2020.
8. X. Liu, Y. Li, C. Wu, C.-J. Hsieh, *Adv-BNN: Improved Adversarial Defense through Robust Bayesian Neural Network*, ICLR 2019.
9. E. Daxberger et al., *Laplace Redux – Effortless Bayesian Deep Learning*, NeurIPS 2021.
10. R. A. Fisher, *The Use of Multiple Measurements in Taxonomic Problems*, Annals of Eugenics 7(2), 1936, pp. 179–188.
11. N. Houlsby, F. Huszár, Z. Ghahramani, M. Lengyel, *Bayesian Active Learning for Classification and Preference Learning*, arXiv:1112.5745, 2011.
12. C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, section 3.3.
13. S. K. Ainsworth, J. Hayase, S. Srinivasa, *Git Re-Basin: Merging Models modulo Permutation Symmetries*, ICLR 2023.
*/
