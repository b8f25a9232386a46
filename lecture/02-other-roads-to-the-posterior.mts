// The one source of the second lecture's four notebooks: Polish and English, the student's and the solved edition.
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

Pierwszy wykład zostawił pytanie, na które podał tylko gotowe liczby: mamy rozkład $q$, ale **jak daleko leży on od prawdziwego rozkładu a posteriori?** Dziś ten prawdziwy sami policzymy, prawie dokładnie, i postawimy obok niego pięć przybliżeń. Wszystkie dostaną tę samą sieć, te same dane i ten sam rozkład a priori, więc to, czym się różnią, będzie winą albo zasługą drogi.

**Po tym wykładzie**

1. prześledzisz Hamiltonian Monte Carlo w około trzydziestu wierszach kodu i sprawdzisz, czy jego łańcuchy są zgodne;
2. wyjaśnisz, dlaczego szerokie pasmo w luce wymaga zależności między wagami;
3. powiesz, co każda z dróg (pole średnie, Laplace, MC dropout, zespół) gubi i po czym to poznać;
4. ocenisz rozkład predykcyjny logarytmiczną oceną i kalibracją, i powiesz, czego one nie widzą.

**Czego potrzebujesz:** pierwszego wykładu. **Czas:** 60 minut, w tym około 20 na dwa zadania, które numerujemy dalej: 3 i 4. Wszystkie komórki wykonują się razem około minuty; najdłużej trwa komórka z łańcuchami, ale za to widać, jak idą.
*/
/* en
# Other roads to the posterior

The first lecture left a question that it answered with ready-made numbers only: we have a distribution $q$, but **how far is it from the true posterior?** Today we compute the true one ourselves, almost exactly, and put five approximations next to it. They all get the same network, the same data and the same prior, so whatever tells them apart is the fault or the merit of the road.

**After this lecture you will**

1. follow Hamiltonian Monte Carlo through some thirty lines of code, and check whether its chains agree;
2. explain why a wide band in a gap needs dependence between weights;
3. say what each of the roads (mean field, Laplace, MC dropout, ensemble) loses, and how to notice it;
4. judge a predictive distribution by its log score and its calibration, and say what these cannot see.

**What you need:** the first lecture. **Time:** 60 minutes, about 20 of them for the two exercises, which are numbered on: 3 and 4. Running every cell takes about a minute in all; longest is the cell with the chains, but there you can watch them walk.
*/

// %% id="imports"
import {
  adam,
  answered,
  BayesLinear,
  calibrationFigure,
  chainsFigure,
  checkExercise,
  decimal,
  FigureInPlace,
  percent,
  predictive,
  type Road,
  randomNormal,
  roadsFigure,
  sampleGaussian,
  setLanguage,
  setSeed,
  showFigure,
  showTable,
  splitRhat,
  stopwatch,
  tf,
} from 'bayes-notebooks';

setLanguage(say({ pl: 'pl', en: 'en' }));
setSeed(42);
await tf.ready();

// %% [markdown] id="gap"
/* pl
## 1. Luka

Dane to znów sinus z szumem o odchyleniu 0,1, ale tym razem **w środku ich brakuje**: 50 punktów leży w $[-3, -1]$, 50 w $[1, 3]$, a między $-1$ i $1$ nie ma nic.

W sieci z ReLU za końcem danych, $|x| > 3$, odchylenia wag mnożą się przez rosnące $|x|$ i pasmo poszerza się samo; w luce tak nie jest. (Nasza sieć będzie miała tangens hiperboliczny, który się nasyca, więc i za końcem pasmo urośnie tylko tym drogom, które znają zależności.) Dane z obu stron trzymają funkcję mocno, a żeby w środku puścić ją wolno, wagi muszą się **umówić**: zmienić się razem tak, by po bokach ich zmiany się znosiły. Rozkład, który nie zna zależności między wagami, takiej umowy nie wyrazi. Dla sieci z jedną warstwą ukrytą i ReLU jest na to twierdzenie [1]: przy niezależnych wagach o rozkładach normalnych wariancja funkcji w punkcie, który leży między dwoma innymi, po obu stronach zera, i bliżej zera niż one, nie przekracza sumy ich wariancji. Gdy oba boki są równie wąskie, środek ma więc odchylenie co najwyżej $\sqrt2$ razy większe. Już wcześniej nazwano to problemem niepewności „pomiędzy” [3].
*/
/* en
## 1. The gap

The data are a sine again, with noise of standard deviation 0.1, but this time they are **missing in the middle**: 50 points lie in $[-3, -1]$, 50 in $[1, 3]$, and there is nothing between $-1$ and $1$.

In a network of ReLUs, past the end of the data, $|x| > 3$, the spread of the weights is multiplied by a growing $|x|$ and a band widens by itself; in a gap it does not. (Our network will have the hyperbolic tangent, which saturates, so that a band grows past the end, too, only on roads that know of dependence.) Data on both sides hold the function tight, and to let it go in the middle the weights have to **conspire**: to change together so that their changes cancel on either side. A distribution that knows of no dependence between weights cannot express that. For networks with one hidden layer of ReLUs there is a theorem [1]: with independent, normally distributed weights, the variance of the function at a point between two others that lie on either side of zero, and nearer to zero than they, is at most the sum of their variances. Where both sides are equally narrow, the middle's standard deviation is thus at most $\sqrt2$ times theirs. It had been named the problem of "in-between" uncertainty before [3].
*/

// %% id="data"
const noiseSd = 0.1;
interface Points {
  x: tf.Tensor1D;
  y: tf.Tensor1D;
}

// pl: Równo rozłożone punkty, połowa w [-3, -1], połowa w [1, 3], i sinus z szumem.
// en: Evenly spaced points, half in [-3, -1], half in [1, 3], and a sine with noise.
const observed = (x: tf.Tensor1D): Points => ({
  x,
  y: tf.tidy(() => tf.sin(x).add<tf.Tensor1D>(randomNormal(x.shape).mul(noiseSd))),
});
const stretches = (count: number) =>
  tf.tidy(() => tf.concat([tf.linspace(-3, -1, count / 2), tf.linspace(1, 3, count / 2)]));

const data = observed(stretches(100)); // [100]
const insideTest = observed(stretches(400)); // [400]
const gapTest = observed(tf.linspace(-0.99, 0.99, 200)); // [200]
const grid = tf.linspace(-4, 4, 161); // [161]
const sine: Road = { name: 'sin(x)', mean: tf.sin(grid), sd: tf.zerosLike(grid) };
showFigure(roadsFigure({ x: grid, data, roads: [sine] }));

// %% [markdown] id="potential"
/* pl
## 2. Wspólny punkt wyjścia

Sieć ma 50 neuronów ukrytych z tangensem hiperbolicznym, w sumie 151 parametrów:

$$f_\theta(x) = c + \frac{1}{\sqrt{50}} \sum_{h=1}^{50} v_h \tanh(w_h x + b_h).$$

Dzięki pierwiastkowi przed sumą wszystkie parametry mogą mieć ten sam rozkład a priori, $\mathcal{N}(0, 2^2)$. Szum jest znany. Całą wiedzę o rozkładzie a posteriori niesie jedna funkcja, minus jego logarytm bez stałej, której i tak nikt nie umie policzyć:

$$U(\theta) = \sum_{n=1}^{N} \frac{\big(y_n - f_\theta(x_n)\big)^2}{2\sigma_\varepsilon^2} + \frac{\lVert\theta\rVert^2}{2\sigma_0^2}, \qquad p(\theta \mid \mathcal{D}) \propto e^{-U(\theta)}.$$

Jej minimum to MAP z pierwszego wykładu. Szukamy go od razu z dziesięciu losowych punktów startowych, wszystkich naraz: wiersz tensora `theta` to parametry jednej sieci. Przydadzą się dalej; na razie narysujmy pierwszą. (Po 2000 kroków jesteśmy blisko minimum, choć jeszcze nie dokładnie w nim.)
*/
/* en
## 2. Where all roads begin

The network has 50 hidden units with the hyperbolic tangent, 151 parameters in all:

$$f_\theta(x) = c + \frac{1}{\sqrt{50}} \sum_{h=1}^{50} v_h \tanh(w_h x + b_h).$$

Thanks to the root before the sum all parameters can have the same prior, $\mathcal{N}(0, 2^2)$. The noise is known. All there is to know of the posterior is in one function, minus its logarithm without the constant, which nobody can compute anyway:

$$U(\theta) = \sum_{n=1}^{N} \frac{\big(y_n - f_\theta(x_n)\big)^2}{2\sigma_\varepsilon^2} + \frac{\lVert\theta\rVert^2}{2\sigma_0^2}, \qquad p(\theta \mid \mathcal{D}) \propto e^{-U(\theta)}.$$

Its minimum is the MAP estimate of the first lecture. We look for it from ten random starts, all at once: a row of the tensor `theta` holds the parameters of one network. They will be of use later; for now let us draw the first. (After 2,000 steps we are near the minimum, though not quite at it.)
*/

// %% id="map"
const hidden = 50;
const parameters = 3 * hidden + 1; // 151
const priorSd = 2;

// pl: To samo co tf.tanh, bo tanh z = 2 sigmoid(2z) - 1, a w WebAssembly kilka razy szybciej.
// en: The same as tf.tanh, since tanh z = 2 sigmoid(2z) - 1, and several times faster in WebAssembly.
const tanh = (z: tf.Tensor) => tf.sigmoid(z.mul(2)).mul(2).sub(1);

// pl: C sieci naraz: theta [C, 151], x [n] (albo [C, n], dla każdej inne) -> [C, n]; maska neuronów przyda się dropoutowi.
// en: C networks at once: theta [C, 151], x [n] (or [C, n], others for each) -> [C, n]; the mask of units is for dropout.
function network(theta: tf.Tensor, x: tf.Tensor, mask?: tf.Tensor): tf.Tensor2D {
  const parts = tf.split(theta, [hidden, hidden, hidden, 1], 1);
  const [w, b, v, c] = parts as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]; // [C, 50] × 3, [C, 1]
  const units = tanh(x.expandDims(-1).mul(w.expandDims(1)).add(b.expandDims(1))); // [C, n, 50]
  const sum = (mask ? units.mul(mask) : units).matMul(v.expandDims(2)).squeeze([2]); // [C, n]
  return sum.div(Math.sqrt(hidden)).add(c);
}
const potential = (theta: tf.Tensor, { x, y }: Points = data, mask?: tf.Tensor) => {
  const errors = network(theta, x, mask).sub(y).square().sum(1); // [C]
  return errors.div(2 * noiseSd ** 2).add(
    theta
      .square()
      .sum(1)
      .div(2 * priorSd ** 2),
  ); // [C]
};

async function train(start: tf.Tensor, points = data, mask?: () => tf.Tensor) {
  const theta = tf.variable(start);
  const optimizer = adam(0.02);
  for (let step = 0; step < 2000; step++) {
    if (step === 1400) optimizer.learningRate = 0.002;
    optimizer.minimize(() => potential(theta, points, mask?.()).sum(), false, [theta]);
    if (step % 100 === 0) await tf.nextFrame();
  }
  return theta;
}

// pl: Stoper liczy sekundy pracy procesora (w przeglądarce, która ich nie podaje: upływające).
// en: A stopwatch counts seconds of the processor's work (in a browser, which does not tell them, of time).
const fitting = stopwatch();
const fits = await train(randomNormal([10, parameters])); // [10, 151]
const fitSeconds = fitting();
const mode = fits.slice([0, 0], [1, parameters]); // [1, 151]
const [lowest, highest] = tf.tidy(() => {
  const energies = potential(fits); // [10]
  return [energies.min().dataSync()[0] ?? 0, energies.max().dataSync()[0] ?? 0];
}) as [number, number];
console.log(
  say({ pl: 'U dziesięciu dopasowań, od i do:', en: 'U of the ten fits, from and to:' }),
  decimal(lowest, 1),
  decimal(highest, 1),
);
const curve = { name: 'MAP', mean: network(mode, grid).as1D(), sd: sine.sd };
showFigure(roadsFigure({ x: grid, data, roads: [curve] }));

// %% [markdown] id="hmc"
/* pl
## 3. Prawda: Hamiltonian Monte Carlo

Jedna krzywa przechodzi przez lukę, jakby dobrze wiedziała, co w niej jest. Pora zapytać wszystkie inne.

Wyobraź sobie kulkę na powierzchni $U$: **położenie** to parametry, a **pęd** losujemy za każdym razem na nowo z $\mathcal{N}(0, I)$. Popchnięta kulka toczy się bez tarcia, a suma $H$ jej energii potencjalnej $U$ i kinetycznej $\tfrac12\lVert p\rVert^2$ się nie zmienia, choć położenie zmienia się bardzo. Ruch liczymy schematem **żabich skoków** (*leapfrog*): pół kroku pędu, krok położenia, pół kroku pędu (sąsiednie połówki kod łączy w jeden krok). Schemat jest niedokładny, więc na końcu drogi rzucamy monetą: nowe położenie przyjmujemy z prawdopodobieństwem $\min(1, e^{H_{\text{przed}} - H_{\text{po}}})$, czyli wtedy, gdy $H$ wzrosło o mniej niż $-\log u$ dla $u$ jednostajnego; a gdy nie, zostajemy na starym. Dzięki temu łańcuch odwiedza każde $\theta$ tak często, jak każe rozkład a posteriori: dokładnie, jeśli tylko idzie dostatecznie długo [4].

W kodzie położenie mierzymy w odchyleniach rozkładu a priori, $z = \theta / \sigma_0$, żeby jeden krok pasował do wszystkich parametrów. Cztery łańcuchy ruszają z czterech dopasowań. Oglądaj, jak idą: po lewej ich ostatnie funkcje, po prawej energia potencjalna. Zaczyna ona przy minimum, szybko rośnie (te pierwsze losowania wyrzucamy) i już tam nie wraca: sam szczyt rozkładu, czyli minimum $U$, ma ogromną gęstość, ale znikomą objętość.
*/
/* en
## 3. The truth: Hamiltonian Monte Carlo

One curve crosses the gap as if it knew full well what is inside. Time to ask all the others.

Picture a marble on the surface $U$: its **position** is the parameters, its **momentum** is drawn anew each time from $\mathcal{N}(0, I)$. Pushed, it rolls without friction, and the sum $H$ of its potential energy $U$ and its kinetic energy $\tfrac12\lVert p\rVert^2$ stays the same while the position changes a lot. We compute the motion in **leapfrog** steps: half a step of the momentum, a step of the position, half a step of the momentum (the code joins adjacent halves into one step). The scheme is not exact, so at the end of the path a coin is tossed: the new position is accepted with probability $\min(1, e^{H_{\text{before}} - H_{\text{after}}})$, that is where $H$ has grown by less than $-\log u$ for a uniform $u$; and if it is not, we stay at the old one. This way the chain visits each $\theta$ as often as the posterior demands: exactly, provided it walks long enough [4].

In the code, positions are measured in standard deviations of the prior, $z = \theta / \sigma_0$, so that one step size suits all parameters. Four chains set out from four of the fits. Watch them walk: on the left their latest functions, on the right the potential energy. It begins at the minimum, climbs quickly (those first draws we throw away) and never comes back: the peak of the posterior, that is the minimum of $U$, has a huge density but a negligible volume.
*/

// %% id="hmc-walk"
const chains = 4;
const drawCount = 50;
const burnIn = 5; // pl: pierwsze losowania, które wyrzucamy // en: first draws, thrown away
const stepSize = 0.0045; // pl: w jednostkach odchylenia a priori // en: in units of the prior's sd
const slope = tf.grad((z: tf.Tensor) => potential(z.mul(priorSd)).sum());

function leapfrog(from: tf.Tensor, push: tf.Tensor, steps: number) {
  let [z, p] = [from, push.sub(slope(from).mul(stepSize / 2))]; // [4, 151]
  for (let step = 1; step <= steps; step++) {
    [z, p] = tf.tidy((): [tf.Tensor, tf.Tensor] => {
      const moved = z.add(p.mul(stepSize));
      return [moved, p.sub(slope(moved).mul(step < steps ? stepSize : stepSize / 2))];
    });
  }
  return { z, p };
}

// pl: Jedno losowanie każdego łańcucha. Długość drogi jest losowa, by żaden nie wracał tam, skąd wyszedł.
// en: One draw of each chain. The path's length is random, lest a chain return to where it set out.
const transition = (z: tf.Tensor) =>
  tf.tidy(() => {
    const [chance = 0] = randomNormal([1]).dataSync();
    const push = randomNormal([chains, parameters]);
    const end = leapfrog(z, push, Math.max(100, Math.round(300 + 60 * chance)));
    const energy = (at: tf.Tensor, p: tf.Tensor) =>
      potential(at.mul(priorSd)).add(p.square().sum(1).div(2)); // [4]
    const gained = energy(end.z, end.p).sub(energy(z, push));
    // pl: Połowa sumy dwóch kwadratów ma rozkład -log u, gdzie u jest jednostajne na (0, 1).
    // en: Half the sum of two squares is distributed like -log u with u uniform on (0, 1).
    const coin = randomNormal([chains, 2]).square().sum(1).div(2); // [4]
    const accepted = gained.less(coin); // [4]
    const next = tf.where(accepted.expandDims(1).tile([1, parameters]), end.z, z); // [4, 151]
    return {
      next,
      accepted: accepted.toFloat().mean().asScalar().arraySync(),
      energies: [...potential(next.mul(priorSd)).dataSync()], // [4]
    };
  });

const walking = stopwatch();
const place = new FigureInPlace();
const walk: tf.Tensor[] = []; // [4, 151] each
const energies: number[][] = Array.from({ length: chains }, () => []);
let acceptance = 0;
let z: tf.Tensor = fits.slice([0, 0], [chains, parameters]).div(priorSd);
for (let draw = -burnIn; draw < drawCount; draw++) {
  const step = transition(z);
  z = step.next;
  if (draw >= 0) {
    walk.push(z);
    acceptance += step.accepted / drawCount;
    step.energies.forEach((value, chain) => energies[chain]?.push(value));
    const latest = tf.tidy(() => network(tf.concat(walk.slice(-10)).mul(priorSd), grid)); // [40, 161]
    place.show(
      chainsFigure({
        x: grid,
        data,
        functions: latest as tf.Tensor2D,
        potential: energies,
        draws: drawCount,
      }),
    );
  }
  await tf.nextFrame();
}
const sampled = tf.concat(walk).mul(priorSd); // [200, 151]
const walkSeconds = walking();
console.log(
  say({ pl: 'przyjęte przejścia:', en: 'transitions accepted:' }),
  percent(acceptance, 0),
);

// %% [markdown] id="converged"
/* pl
### Czy to już?

Łańcuch nie mówi, kiedy skończył. Można jednak zapytać kilka łańcuchów, które ruszyły z różnych miejsc, czy są zgodne. Dzielimy każdy na pół i porównujemy rozrzut średnich połówek z rozrzutem wewnątrz nich; wynik, $\hat R$, dąży do 1 (w krótkich łańcuchach bywa odrobinę mniejszy) [5]. Pytamy o $f(0)$, wartość w środku luki, bo o nią łańcuchy spierają się najbardziej. Gdyby dwieście losowań było niezależnych, znalibyśmy odchylenie standardowe z dokładnością do około 5%, a z jednego łańcucha dwa razy gorzej. $\hat R$ poniżej 1,1 uznajemy za dobry znak; w poważnej pracy żąda się 1,01 [6] i dłuższych łańcuchów. To, że łańcuchy się zgadzają, nie dowodzi jednak, że niczego nie przeoczyły. Nasze starty różnią się jako parametry, ale prawie nie jako funkcje, a sprawdzian jest tym mocniejszy, im dalej od siebie ruszają łańcuchy.
*/
/* en
### Are we there yet?

A chain does not say when it is done. But several chains that set out from different places can be asked whether they agree. We cut each in half and hold the spread of the halves' means against the spread inside them; the result, $\hat R$, tends to 1 (with short chains it may fall slightly below) [5]. We ask about $f(0)$, the value in the middle of the gap, since that is what the chains quarrel about most. Were the two hundred draws independent, a standard deviation would be known to about 5%, and from one chain half as well. We take an $\hat R$ below 1.1 for a good sign; serious work calls for 1.01 [6] and longer chains. That chains agree does not prove, however, that they have missed nothing. Our starts differ as parameters but hardly as functions, and the test is the stronger, the farther apart chains set out.
*/

// %% id="gold"
// pl: Droga to nazwa, funkcje przez nią wylosowane w dowolnych punktach i czas procesora, który zajęła.
// en: A road is a name, the functions that it draws at any points, and the CPU time that it took.
interface Walked extends Road {
  functions: (x: tf.Tensor1D) => tf.Tensor2D; // [n] -> [S, n]
  seconds: number;
}
function walked(name: string, seconds: number, functions: Walked['functions']): Walked {
  const { mean, variance } = tf.tidy(() => tf.moments(functions(grid), 0));
  return { name, mean: mean.as1D(), sd: tf.sqrt(variance).as1D(), functions, seconds };
}
const names = say({
  pl: ['w danych, x = −2', 'w luce, x = 0', 'luka / dane'],
  en: ['in the data, x = −2', 'in the gap, x = 0', 'gap / data'],
});
function sdAt(road: Walked) {
  const { variance } = tf.tidy(() => tf.moments(road.functions(tf.tensor1d([-2, 0])), 0));
  const [inData = 0, inGap = 0] = tf.sqrt(variance).dataSync();
  return [road.name, inData, inGap, decimal(inGap / inData, 1)];
}

const gold = walked('HMC', walkSeconds, (x) => network(sampled, x));
const middle = tf.tidy(() => network(sampled, tf.tensor1d([0])).reshape([drawCount, chains])); // [50, 4]
const perChain = middle.transpose<tf.Tensor2D>(); // [4, 50]
const ofChains = tf.moments(perChain, 1); // [4], [4]
const chainMeans = ofChains.mean.arraySync() as number[];
const chainSds = tf.sqrt(ofChains.variance).arraySync() as number[];
chainMeans.forEach((mean, chain) => {
  const numbers = [mean, chainSds[chain] ?? 0].map((value) => decimal(value, 2));
  console.log(
    say({
      pl: `łańcuch ${chain + 1}: średnia f(0) ${numbers[0]}, odch. std. ${numbers[1]}`,
      en: `chain ${chain + 1}: mean of f(0) ${numbers[0]}, sd ${numbers[1]}`,
    }),
  );
});
console.log(say({ pl: 'R z daszkiem:', en: 'R-hat:' }), decimal(splitRhat(perChain), 2));
showTable([say({ pl: 'odch. std.', en: 'sd' }), ...names], [sdAt(gold)]);
showFigure(roadsFigure({ x: grid, data, roads: [gold] }));

// %% [markdown] id="mean-field-text"
/* pl
## 4. Pole średnie

Oto wzorzec: w danych pasmo jest wąskie, w luce ponad dwadzieścia razy szersze. Odtąd na każdym rysunku leży pod spodem, na szaro.

Pierwsza droga to metoda poprzedniego wykładu, `BayesLinear` i ELBO: niezależny rozkład normalny dla każdej wagi. Szum jest znany, więc pierwszy składnik $U$, policzony dla wylosowanych wag, plus suma KL to w wartości oczekiwanej minus ELBO (z dokładnością do stałej), bez żadnej wagi do wyboru.
*/
/* en
## 4. Mean field

Here is the yardstick: a narrow band in the data, and one more than twenty times as wide in the gap. From now on it lies underneath in every figure, in grey.

The first road is the method of the previous lecture, `BayesLinear` and the ELBO: an independent normal distribution for each weight. The noise is known, so the first term of $U$ at sampled weights plus the sum of the KL is in expectation minus the ELBO (up to a constant), with no weight left to choose.
*/

// %% id="mean-field"
const fittingField = stopwatch();
const field = { priorSigma: priorSd, initialSigma: 0.1 };
const first = new BayesLinear({ units: hidden, inputDim: 1, ...field });
const last = new BayesLinear({ units: 1, inputDim: hidden, ...field });
const model = tf.sequential({
  layers: [
    first, // [n, 50]
    tf.layers.activation({ activation: 'tanh' }),
    tf.layers.rescaling({ scale: 1 / Math.sqrt(hidden) }),
    last, // [n, 1]
  ],
});
const column = data.x.expandDims<tf.Tensor2D>(1); // [100, 1]
const elboOptimizer = adam(0.01);
for (let step = 0; step < 5000; step++) {
  if (step === 3500) elboOptimizer.learningRate = 0.001;
  elboOptimizer.minimize(() => {
    const errors = tf.sub(data.y, (model.apply(column) as tf.Tensor).squeeze([1])).square();
    return errors
      .sum()
      .div(2 * noiseSd ** 2)
      .add(first.klLoss())
      .add(last.klLoss())
      .asScalar();
  });
  if (step % 100 === 0) await tf.nextFrame();
}
const meanField = walked(say({ pl: 'pole średnie', en: 'mean field' }), fittingField(), (x) =>
  tf.tidy(() => predictive(model, x.expandDims(1), { numSamples: 200 }).squeeze<tf.Tensor2D>([2])),
);
showTable([say({ pl: 'odch. std.', en: 'sd' }), ...names], [sdAt(gold), sdAt(meanField)]);
showFigure(roadsFigure({ x: grid, data, reference: gold, roads: [meanField] }));

// %% [markdown] id="laplace-text"
/* pl
## 5. Przybliżenie Laplace'a

Pasmo jest w danych za szerokie, a w luce za wąskie, i to naraz: tak wygląda rozkład, w którym wagi nie mogą się umawiać. Nasz tangens hiperboliczny nie jest ReLU i twierdzenie go nie obejmuje (iloraz w tabeli przekracza nawet $\sqrt2$), ale choroba jest podobna. Liczby w tabeli i na rysunku różnią się tu o kilka procent, bo ta droga losuje przy każdym pytaniu od nowa.

Laplace [2] idzie inaczej: staje w MAP i rozpina tam rozkład normalny o krzywiźnie $U$. Drugie pochodne sieci pomijamy (przybliżenie Gaussa-Newtona); z Jacobianem $J$ o wierszach $\nabla_\theta f(x_n)$ zostaje

$$\Lambda = \frac{J^\top J}{\sigma_\varepsilon^2} + \frac{I}{\sigma_0^2}, \qquad \theta \sim \mathcal{N}(\hat\theta_{\mathrm{MAP}}, \Lambda^{-1}).$$

Znasz ten wzór: to rozkład a posteriori regresji liniowej z pierwszego wykładu, z $J$ w miejscu macierzy danych. Skoro tak, to i przewidywać trzeba modelem liniowym [7]: $f(x) \approx f_{\hat\theta}(x) + \nabla_\theta f(x)^\top(\theta - \hat\theta)$. Przy 151 parametrach cała macierz $\Lambda$ jest drobiazgiem; przy milionach zostawia się z niej choćby samą **przekątną**. Zobaczmy, ile to kosztuje.
*/
/* en
## 5. The Laplace approximation

The band is too wide in the data and too narrow in the gap, both at once: that is what a distribution looks like whose weights are not allowed to conspire. Our hyperbolic tangent is no ReLU and the theorem does not cover it (the ratio in the table even exceeds $\sqrt2$), but the ailment is similar. Table and figure differ by a few per cent here, since this road draws anew whenever it is asked.

Laplace [2] goes another way: it stands at the MAP estimate and lays a normal distribution there, shaped by the curvature of $U$. Second derivatives of the network are left out (the Gauss-Newton approximation); with the Jacobian $J$, whose rows are $\nabla_\theta f(x_n)$, there remains

$$\Lambda = \frac{J^\top J}{\sigma_\varepsilon^2} + \frac{I}{\sigma_0^2}, \qquad \theta \sim \mathcal{N}(\hat\theta_{\mathrm{MAP}}, \Lambda^{-1}).$$

You know this formula: it is the posterior of linear regression from the first lecture, with $J$ in the place of the data's matrix. That being so, predictions have to be made by the linear model, too [7]: $f(x) \approx f_{\hat\theta}(x) + \nabla_\theta f(x)^\top(\theta - \hat\theta)$. With 151 parameters the whole matrix $\Lambda$ is a trifle; with millions one keeps, say, its **diagonal** alone. Let us see what that costs.
*/

// %% id="laplace"
const expanding = stopwatch();
// pl: Pochodne f(x) po parametrach w MAP, wiersz dla każdego x: [n] -> [n, 151]. Każde x dostaje własną kopię
//     parametrów, a pochodna sumy po n-tej kopii to n-ty wiersz.
// en: The derivatives of f(x) in the parameters at the MAP estimate, a row for each x: [n] -> [n, 151]. Each x gets its
//     own copy of the parameters, and the derivative of the sum in the n-th copy is the n-th row.
const jacobian = (x: tf.Tensor1D) => {
  const outputs = (theta: tf.Tensor) => network(theta, x.expandDims(1)).sum(); // [n, 151] -> []
  return tf.grad(outputs)(mode.tile([x.size, 1]));
};
const precision = tf.tidy(() => {
  const rows = jacobian(data.x); // [100, 151]
  const fromData = rows.matMul(rows, true).div(noiseSd ** 2); // [151, 151]
  return fromData.add<tf.Tensor2D>(tf.eye(parameters).div(priorSd ** 2));
});
const diagonal = tf.tidy(() => precision.mul(tf.eye(parameters)).sum(0)); // [151]
const aroundMode = (apart: tf.Tensor2D) => (x: tf.Tensor1D) =>
  tf.tidy(() => network(mode, x).add<tf.Tensor2D>(apart.matMul(jacobian(x), false, true)));

const apart = sampleGaussian(precision, { numSamples: 200 }); // [200, 151]
const apartAlone = tf.tidy(() =>
  randomNormal<tf.Rank.R2>([200, parameters]).div<tf.Tensor2D>(tf.sqrt(diagonal)),
);
const laplaceSeconds = fitSeconds / 10 + expanding();
const laplace = walked('Laplace', laplaceSeconds, aroundMode(apart));
const laplaceDiagonal = walked(
  say({ pl: 'Laplace, przekątna', en: 'Laplace, diagonal' }),
  laplaceSeconds,
  aroundMode(apartAlone),
);
showTable(
  [say({ pl: 'odch. std.', en: 'sd' }), ...names],
  [gold, laplace, laplaceDiagonal].map(sdAt),
);
showFigure(roadsFigure({ x: grid, data, reference: gold, roads: [laplace, laplaceDiagonal] }));

// %% [markdown] id="dropout-text"
/* pl
## 6. MC dropout

Cała macierz trafia w danych prawie w punkt, a w luce też się otwiera, choć za mało: zna tylko okolicę szczytu, a dalej $U$ nie jest parabolą. Sama przekątna gubi wszystkie umowy i choruje na to samo, co pole średnie, tylko ciężej.

MC dropout [8] niczego do sieci nie dodaje: zostawia wyłączanie neuronów (tu co dziesiątego) także podczas przewidywania i uśrednia. Rolę rozkładu a posteriori gra rozkład masek, w treningu osobnych dla każdego przykładu, w przewidywaniu jednej na całą funkcję. Zwróć uwagę, od czego on **nie zależy**: od liczby danych. Współczynnik 0,1 wybrał ktoś przed treningiem i żadna liczba przykładów go nie zmieni [9]. Sprawdźmy: trenujemy na 100 punktach i na 1000, na tych samych dwóch odcinkach.
*/
/* en
## 6. MC dropout

The full matrix is almost spot on in the data and opens in the gap as well, though not enough: it knows the surroundings of the peak only, and farther out $U$ is no parabola. The diagonal alone loses all conspiracies and has the mean field's ailment, only worse.

MC dropout [8] adds nothing to the network: it goes on switching off units (here one in ten) while predicting, and averages. The distribution of the masks serves as the posterior; in training each example has its own, in prediction one holds for a whole function. Mind what that does **not depend on**: the amount of data. The rate of 0.1 was chosen by somebody before the training, and no number of examples will change it [9]. Let us check: we train on 100 points and on 1,000, on the same two stretches.
*/

// %% id="dropout"
// pl: Maska z zer i jedynek, podzielona przez 0,9, by średnia się zgadzała; N(0, 1) przekracza -1,2816 w 90%.
// en: A mask of zeros and ones, divided by 0.9 to keep the mean; N(0, 1) exceeds -1.2816 in 90%.
const maskOf = (shape: [number, number, number]) =>
  tf.tidy(() => randomNormal(shape).greater(-1.2816).toFloat().div(0.9));

async function trainDropout(points: Points) {
  const training = stopwatch();
  const theta = await train(randomNormal([1, parameters]), points, () =>
    maskOf([1, points.x.size, hidden]),
  );
  const label = 'MC dropout';
  return walked(points === data ? label : `${label}, N = ${points.x.size}`, training(), (x) =>
    tf.tidy(() => network(theta.tile([200, 1]), x, maskOf([200, 1, hidden]))),
  );
}
const dropout = await trainDropout(data);
const dropoutOfMany = await trainDropout(observed(stretches(1000)));
showTable(
  [say({ pl: 'odch. std.', en: 'sd' }), ...names],
  [gold, dropout, dropoutOfMany].map(sdAt),
);
showFigure(roadsFigure({ x: grid, data, reference: gold, roads: [dropout, dropoutOfMany] }));

// %% [markdown] id="ensemble-text"
/* pl
## 7. Zespół głęboki

Dziesięć razy więcej danych, a pasmo zwęziło się niewiele; w luce jest mniej więcej tak szerokie jak w danych. Dokładny rozkład a posteriori zwęziłby się w danych około $\sqrt{10}$ razy.

Zespół głęboki [10] to po prostu dziesięć sieci wytrenowanych z różnych startów, a mamy je już z części drugiej. Rozkładu a posteriori tu nie ma: jest dziesięć dopasowań i to, czym się różnią. Przy tej karze wszystkie trafiają w pobliże niemal tej samej funkcji; szerokość pasma zależy od rozrzutu startów i od liczby kroków, o których twierdzenie Bayesa nic nie wie. Duży iloraz w tabeli niżej nie jest zaletą: obie szerokości są o rząd wielkości za małe. W dużych sieciach, gdzie szczytów jest bez liku i nikt nie dochodzi na żaden, bywa z tego pożytek: tam zespół nieraz przewiduje bliżej HMC niż inne tanie drogi [11].
*/
/* en
## 7. A deep ensemble

Ten times the data, and the band has shrunk little; in the gap it is about as wide as in the data. The exact posterior would have shrunk in the data by about $\sqrt{10}$.

A deep ensemble [10] is simply ten networks trained from different starts, and we have them since part two. There is no posterior here: there are ten fits and whatever tells them apart. Under this penalty all of them come near to almost the same function; the width of the band depends on the spread of the starts and on the number of steps, of which Bayes' theorem knows nothing. The large ratio in the table below is no merit: both widths are too small by about a factor of ten. In large networks, where peaks are countless and nobody reaches any of them, that can be useful: there an ensemble often predicts nearer to HMC than other cheap roads [11].
*/

// %% id="ensemble"
const ensemble = walked(say({ pl: 'zespół', en: 'ensemble' }), fitSeconds, (x) => network(fits, x));
showTable([say({ pl: 'odch. std.', en: 'sd' }), ...names], [sdAt(gold), sdAt(ensemble)]);

const roads = [gold, laplace, laplaceDiagonal, meanField, dropout, ensemble];
showFigure(roadsFigure({ x: grid, data, reference: gold, roads }));

// %% [markdown] id="exercise-3-text"
/* pl
## 8. Ocena bez wzorca

Ostatni rysunek zbiera wszystkie drogi; przyciski działają także bez uruchomionego jądra. Zwykle jednak wzorca nie ma. Wtedy pytamy nowe obserwacje: jaką gęstość przypisał im rozkład predykcyjny? **Logarytmiczna ocena** to średnia jej logarytmów, im wyższa, tym lepiej:

$$\frac1N \sum_{n=1}^{N} \log \Big( \frac1S \sum_{s=1}^{S} \mathcal{N}(y_n;\; f_s(x_n), \sigma_\varepsilon^2) \Big).$$

Jest **właściwa**: jeśli obserwacje naprawdę pochodzą z rozkładu $p$, to żadna inna prognoza nie ma średnio wyższej oceny niż $p$ [12]. Logarytm stoi na zewnątrz sumy po losowaniach; w środku byłaby to inna wielkość, nie większa (nierówność Jensena; por. część 8 pierwszego wykładu).

### Zadanie 3

Napisz `predictiveLogLikelihood(draws, y, noiseSd)`: `draws` to wartości wylosowanych funkcji `[S, N]`, `y` obserwacje `[N]`, `noiseSd` **odchylenie** szumu, skalarny tensor. Wynik to skalar. Funkcja ma działać także wtedy, gdy obserwacja leży czterdzieści odchyleń od wszystkich funkcji: jej gęstość jest w `float32` zerem, ale jej logarytm zwykłą liczbą.

<details><summary>Wskazówka 1: gęstość</summary>

Najpierw logarytm gęstości każdej pary, kształt `[S, N]`. Nie zapomnij o stałej, w której też jest szum.

</details>
<details><summary>Wskazówka 2: logarytm sumy</summary>

`tf.logSumExp(…, 0)` liczy $\log \sum e^{a}$ po pierwszej osi i nie gubi małych liczb. Od sumy do średniej brakuje jednego składnika.

</details>
*/
/* en
## 8. Judging without a yardstick

The last figure gathers all the roads; its buttons work without a kernel. Usually there is no yardstick, though. Then we ask new observations: which density did the predictive distribution give them? The **log score** is the mean of its logarithms, the higher, the better:

$$\frac1N \sum_{n=1}^{N} \log \Big( \frac1S \sum_{s=1}^{S} \mathcal{N}(y_n;\; f_s(x_n), \sigma_\varepsilon^2) \Big).$$

It is **proper**: if the observations really come from a distribution $p$, no other forecast has a higher score on average than $p$ [12]. The logarithm stands outside the sum over draws; inside, it would be another quantity, and not a larger one (Jensen's inequality; cf. part 8 of the first lecture).

### Exercise 3

Write `predictiveLogLikelihood(draws, y, noiseSd)`: `draws` holds the values of the sampled functions `[S, N]`, `y` the observations `[N]`, `noiseSd` the **standard deviation** of the noise, a scalar tensor. The result is a scalar. The function has to work even where an observation lies forty standard deviations away from all functions: in `float32` its density is zero, but the logarithm is an ordinary number.

<details><summary>Hint 1: the density</summary>

First the logarithm of the density of each pair, of shape `[S, N]`. Do not forget the constant, which has the noise in it, too.

</details>
<details><summary>Hint 2: the logarithm of a sum</summary>

`tf.logSumExp(…, 0)` computes $\log \sum e^{a}$ along the first axis and loses no small numbers. From the sum to the mean one term is missing.

</details>
*/

// %% id="exercise-3" tags=["exercise-3"]
import { predictiveLogLikelihood } from '../solutions/exercise-3.js';

// %% id="exercise-3-check" tags=["self-check"]
await checkExercise('exercise-3', predictiveLogLikelihood);

// %% id="scores"
const noise = tf.scalar(noiseSd);
const map = walked('MAP', fitSeconds / 10, (x) => network(mode, x));
const score = (road: Walked, { x, y }: Points) =>
  tf.tidy(() => predictiveLogLikelihood(road.functions(x), y, noise)?.dataSync()[0] ?? 0);
const trial = tf.tidy(() => predictiveLogLikelihood(tf.zeros([1, 1]), tf.zeros([1]), noise));
if (answered('exercise-3', trial)) {
  showTable(
    say({
      pl: ['droga', 'ocena w danych', 'ocena w luce', 'czas CPU, s'],
      en: ['road', 'score in the data', 'score in the gap', 'CPU time, s'],
    }),
    [...roads, map].map((road) => [
      road.name,
      score(road, insideTest),
      score(road, gapTest),
      decimal(road.seconds, 1),
    ]),
  );
}

// %% [markdown] id="exercise-4-text"
/* pl
W danych cztery drogi idą łeb w łeb, nawet MAP bez żadnego pasma: tam rządzi szum. Tracą te, których pasmo jest za szerokie. A w luce HMC wypada słabo! To nie pomyłka. Ocena w luce pyta **świat**, nie rozkład a posteriori, a na świecie był jeden, bardzo gładki sinus. Nasz rozkład a priori spodziewał się funkcji bardziej wyboistych: w $x = 0$ ich nachylenie ma odchylenie standardowe około 2, a sinus ma nachylenie 1. Dokładny wniosek z takiego rozkładu jest w luce niepewny. Kto prowadzi krzywą gładko i wąsko, jak MAP, ten tu wygrywa, choć niczego o luce nie wie. Odległość od HMC mówi, jak dobra jest **droga**; ocena na nowych danych mówi, jak dobra jest droga **razem z modelem**. (Czas MAP to dziesiąta część wspólnego treningu, więc dolne oszacowanie; czas HMC obejmuje rysowanie.)

### Zadanie 4

**Kalibracja** pyta o jedno: czy przedziały, które obiecują 90%, obejmują 90% obserwacji? Napisz `coverage(draws, y, noiseSd, levels)`: dla każdego poziomu z `levels` `[K]` część obserwacji, które leżą w środkowym przedziale predykcyjnym o tym poziomie. Rozkład predykcyjny przyjmij normalny: średnia losowań i wariancja równa **wariancji losowań** (dzielonej przez $S$) **plus** $\sigma_\varepsilon^2$. Wynik ma kształt `[K]`.

<details><summary>Wskazówka 1: bez kwantyli</summary>

Kwantyli nie trzeba: $y$ leży w środkowym przedziale o poziomie $\ell$ wtedy, gdy $\mathrm{erf}\big(|y - m| / (s\sqrt2)\big) \le \ell$, gdzie $m$ i $s$ to średnia i odchylenie predykcyjne, z szumem. Funkcja `tf.erf` istnieje.

</details>
<details><summary>Wskazówka 2: kształty</summary>

Wartości `[1, N]` porównane z poziomami `[K, 1]` dają `[K, N]`; po której osi uśrednić?

</details>
*/
/* en
In the data four roads run neck and neck, even MAP without any band: there the noise rules. Those lose whose band is too wide. And in the gap HMC does poorly! That is no mistake. A score in the gap asks the **world**, not the posterior, and in the world there was one, very smooth sine. Our prior expected bumpier functions: at $x = 0$ their slope has a standard deviation of about 2, and the sine's slope is 1. The exact conclusion from such a prior is uncertain in the gap. Whoever draws the curve smoothly and narrowly, as MAP does, wins here while knowing nothing of the gap. The distance to HMC says how good a **road** is; a score on new data says how good the road is **together with the model**. (MAP's time is a tenth of the joint training, so a lower estimate; HMC's includes drawing.)

### Exercise 4

**Calibration** asks one thing: do intervals that promise 90% hold 90% of the observations? Write `coverage(draws, y, noiseSd, levels)`: for each level in `levels` `[K]` the share of the observations that lie inside the central predictive interval of that level. Take the predictive distribution to be normal: the mean of the draws, and a variance equal to the **variance of the draws** (divided by $S$) **plus** $\sigma_\varepsilon^2$. The result has shape `[K]`.

<details><summary>Hint 1: without quantiles</summary>

No quantiles are needed: $y$ lies in the central interval of level $\ell$ exactly where $\mathrm{erf}\big(|y - m| / (s\sqrt2)\big) \le \ell$, where $m$ and $s$ are the predictive mean and standard deviation, noise included. There is a `tf.erf`.

</details>
<details><summary>Hint 2: shapes</summary>

Values `[1, N]` compared with levels `[K, 1]` give `[K, N]`; over which axis is the mean?

</details>
*/

// %% id="exercise-4" tags=["exercise-4"]
import { coverage } from '../solutions/exercise-4.js';

// %% id="exercise-4-check" tags=["self-check"]
await checkExercise('exercise-4', coverage);

// %% id="calibration"
const levels = tf.tensor1d([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]);
const covered = (road: Walked, { x, y }: Points) =>
  tf.tidy(() => coverage(road.functions(x), y, noise, levels)?.arraySync());
const curves = roads.flatMap((road) => {
  const shares = covered(road, insideTest);
  return shares ? [{ name: road.name, coverage: shares }] : [];
});
if (answered('exercise-4', curves[0])) showFigure(calibrationFigure({ levels, curves }));

// %% [markdown] id="calibration-read"
/* pl
Krzywa nad przekątną: przedziały są za szerokie i obejmują więcej, niż obiecują. Krzywa pod nią: za wąskie. Przy 400 obserwacjach część jest znana z dokładnością do około 2,5 punktu procentowego, więc drobnych różnic nie warto czytać. W luce takiego rysunku nie robimy: błąd funkcji jest tam większy od szumu i wspólny sąsiednim punktom, więc 200 obserwacji to prawie jedno zdarzenie, a wśród danych rozstrzyga szum, niezależny w każdym punkcie. Tak samo ostrożnie czytaj ocenę w luce.
*/
/* en
A curve above the diagonal: the intervals are too wide and hold more than they promise. A curve below it: too narrow. With 400 observations a share is known to about 2.5 percentage points, so small differences are not worth reading. For the gap we draw no such figure: there the function's error exceeds the noise and is shared by neighbouring points, so that 200 observations are almost one event, whereas inside the data the noise settles it, independent at each point. Read the score in the gap with the same care.
*/

// %% [markdown] id="exercise-4-conclusions" tags=["exercise-4-conclusions"] edition="student"
/* pl
### Wnioski z zadania 4

*Zastąp ten tekst swoimi wnioskami (kilka zdań).*

- Która droga jest najbliżej HMC wśród danych, a która w luce? Poprzyj to liczbami z tabeli.
- Która droga jest zbyt pewna siebie, a która zbyt ostrożna, i co z tego widać na rysunku kalibracji?
- Dlaczego droga, która dobrze wypada wśród danych, może zawieść w luce?
- Którą drogę wybierzesz dla sieci z milionem parametrów i z czego przy tym zrezygnujesz?
*/
/* en
### Conclusions from exercise 4

*Replace this text by your conclusions (a few sentences).*

- Which road comes nearest to HMC inside the data, and which in the gap? Support it with numbers from the table.
- Which road is too sure of itself, and which too modest, and what of it does the calibration figure show?
- Why can a road that scores well inside the data fail in the gap?
- Which would you take for a network with a million parameters, and what would you give up?
*/

// %% [markdown] id="exercise-4-conclusions" tags=["exercise-4-conclusions"] edition="solved"
/* pl
### Wnioski z zadania 4

1. **Najbliżej HMC jest Laplace z pełną macierzą.** Wśród danych mówi niemal to samo, w luce otwiera się zwykle najszerzej z przybliżeń, ale tylko mniej więcej do połowy szerokości, a bywa, że do jednej trzeciej: zna okolicę szczytu, gdzie $U$ jest prawie parabolą, a HMC chodzi daleko od niego.
2. **Zbyt pewny jest zespół**, a jeszcze bardziej MAP: funkcje prawie się nie różnią, w luce też nie. Na rysunku kalibracji tego nie widać, bo wśród danych o szerokości przedziału rozstrzyga szum. Zbyt ostrożne są tam pole średnie, Laplace z przekątną i dropout: ich krzywe leżą nad przekątną rysunku, a przedziały obejmują więcej, niż obiecują.
3. **Ocena wśród danych widzi głównie szum.** Odchylenie dokładnego rozkładu to tam ćwierć odchylenia szumu, więc czy pasmo takie jest, czy go prawie nie ma, ocena wychodzi ta sama; a w luce szerokości tych dróg różnią się wielokrotnie. A w luce ocena pyta o jeden sinus: HMC, choć dokładne, przegrywa tam z drogami, które bez podstaw poprowadziły krzywą wąsko. Winien jest rozkład a priori, nie droga.
4. **Milion parametrów** wyklucza pełną macierz, a długie łańcuchy czyni bardzo drogimi. Zostaje zespół, czyli rezygnacja z rozkładu a posteriori na rzecz kilku dobrych sieci, albo Laplace z tańszą macierzą, na przykład samej ostatniej warstwy, czyli rezygnacja z umów między warstwami. W obu wypadkach warto sprawdzić drogę na małym zadaniu, na którym wzorzec da się policzyć.
*/
/* en
### Conclusions from exercise 4

1. **Nearest to HMC is Laplace with the full matrix.** Inside the data it says almost the same; in the gap it usually opens widest of the approximations, but only to about half of the width, sometimes a third: it knows the surroundings of the peak, where $U$ is nearly a parabola, while HMC walks far away from it.
2. **Too sure is the ensemble**, and MAP even more so: its functions hardly differ, not even in the gap. The calibration figure does not show it, since inside the data it is the noise that settles how wide an interval is. Too modest there are the mean field, Laplace with the diagonal, and dropout: their curves lie above the figure's diagonal, and the intervals hold more than they promise.
3. **A score inside the data sees mostly noise.** The exact posterior's standard deviation is a quarter of the noise's there, so whether a band is that wide or almost absent, the score is nearly the same; and in the gap the widths of these roads differ many times over. And in the gap the score asks about one sine: HMC, exact as it is, loses there to roads that drew the curve narrowly without any grounds. The prior is to blame, not the road.
4. **A million parameters** rule out the full matrix and make long chains very expensive. What remains is the ensemble, which gives up the posterior for a few good networks, or Laplace with a cheaper matrix, say of the last layer alone, which gives up the conspiracies between layers. Either way it pays to try the road on a small problem first, where the yardstick can be computed.
*/

// %% [markdown] id="summary"
/* pl
## Podsumowanie

- **HMC** jest dokładne w granicy i dlatego służy za wzorzec; o tym, czy łańcuchy już doszły, mówią porównania między nimi, a dowodu nie ma.
- **Luka** pyta o zależności między wagami. Pole średnie i przekątna ich nie znają: za szeroko wśród danych, za wąsko w luce.
- **Laplace** to regresja liniowa na Jacobianie w MAP: zna zależności, ale tylko w okolicy szczytu.
- **MC dropout** ma szerokość wybraną z góry: nie maleje ona jak należy, gdy danych przybywa, i w luce prawie nie rośnie.
- **Zespół** nie jest rozkładem a posteriori; szerokość jego pasma zależy od startów i od czasu treningu.
- **Właściwa ocena i kalibracja** mierzą drogę razem z modelem, i tylko tam, gdzie są obserwacje.

## Pytania kontrolne

1. Dlaczego w HMC nie trzeba znać stałej $p(\mathcal{D})$?
2. Co się stanie z odsetkiem przyjęć, a co z czasem, gdy krok żabich skoków podwoimy, a długość drogi zachowamy?
3. Cztery łańcuchy mają $\hat R$ bliskie 1. Czego to nie wyklucza?
4. Skąd w przybliżeniu Laplace'a wiadomo, że przewidywać trzeba modelem liniowym?
5. Na tych samych odcinkach zbieramy drugie tyle danych. Co zrobi wśród nich pasmo HMC, a co pasmo dropoutu?
6. Model ma idealną kalibrację wśród danych. Co wiesz o jego pasmie w luce?
*/
/* en
## Summary

- **HMC** is exact in the limit, which makes it the yardstick; whether the chains have arrived is told by comparing them, and never proven.
- **A gap** asks about the dependence between weights. The mean field and the diagonal know of none: too wide inside the data, too narrow in the gap.
- **Laplace** is linear regression on the Jacobian at the MAP estimate: it knows the dependence, but only around the peak.
- **MC dropout** has a width that was chosen beforehand: it does not shrink as it should when data arrive, and hardly grows in the gap.
- **An ensemble** is no posterior; the width of its band depends on the starts and on how long one trains.
- **A proper score and calibration** measure the road together with the model, and only where there are observations.

## Review questions

1. Why does HMC not need the constant $p(\mathcal{D})$?
2. What becomes of the acceptance rate, and what of the time, when the leapfrog step is doubled and the path's length kept?
3. Four chains have an $\hat R$ near 1. What does that not rule out?
4. In the Laplace approximation, why does one have to predict with the linear model?
5. On the same stretches we collect as many data again. What will HMC's band do among them, and what dropout's?
6. A model is perfectly calibrated inside the data. What do you know of its band in the gap?
*/

// %% [markdown] id="answers" edition="solved"
/* pl
### Odpowiedzi

1. Bo liczą się tylko gradient $U$ i różnica $H$ przed drogą i po niej, a stała w nich znika.
2. Odsetek przyjęć spadnie, bo błąd energii rośnie jak kwadrat kroku; połowa kroków wystarczy, więc jedno przejście potrwa o połowę krócej.
3. Że wszystkie przeoczyły tę samą część rozkładu.
4. Bo macierz Gaussa-Newtona jest dokładną precyzją właśnie dla modelu linearyzowanego; w samej sieci te same losowania psują dopasowanie.
5. Pasmo HMC zwęzi się około $\sqrt2$ razy; pasmo dropoutu prawie się nie zmieni.
6. Nic: kalibracji nikt tam nie zmierzył.
*/
/* en
### Answers

1. Because only the gradient of $U$ matters, and the difference of $H$ before and after the path, and the constant vanishes from both.
2. The acceptance rate falls, since the error of the energy grows with the square of the step; half the steps are enough, so a transition takes half the time.
3. That all of them missed the same part of the distribution.
4. Because the Gauss-Newton matrix is the exact precision of the linearised model; in the network itself the same draws spoil the fit.
5. HMC's band will shrink by about $\sqrt2$; dropout's will hardly change.
6. Nothing: nobody has measured calibration there.
*/

// %% [markdown] id="bibliography"
/* pl
## Bibliografia

1. A. Y. K. Foong, D. R. Burt, Y. Li, R. E. Turner, *On the Expressiveness of Approximate Inference in Bayesian Neural Networks*, NeurIPS 2020.
2. D. J. C. MacKay, *A Practical Bayesian Framework for Backpropagation Networks*, Neural Computation 4(3), 1992, s. 448–472.
3. A. Y. K. Foong, Y. Li, J. M. Hernández-Lobato, R. E. Turner, *‘In-Between’ Uncertainty in Bayesian Neural Networks*, arXiv:1906.11537, 2019.
4. R. M. Neal, *MCMC Using Hamiltonian Dynamics*, w: *Handbook of Markov Chain Monte Carlo*, CRC Press 2011, rozdz. 5.
5. A. Gelman i in., *Bayesian Data Analysis*, wyd. 3, CRC Press 2013, rozdz. 11.
6. A. Vehtari i in., *Rank-Normalization, Folding, and Localization: An Improved $\hat R$ for Assessing Convergence of MCMC*, Bayesian Analysis 16(2), 2021, s. 667–718.
7. A. Immer, M. Korzepa, M. Bauer, *Improving Predictions of Bayesian Neural Nets via Local Linearization*, AISTATS 2021.
8. Y. Gal, Z. Ghahramani, *Dropout as a Bayesian Approximation: Representing Model Uncertainty in Deep Learning*, ICML 2016.
9. I. Osband, *Risk versus Uncertainty in Deep Learning: Bayes, Bootstrap and the Dangers of Dropout*, NIPS Workshop on Bayesian Deep Learning, 2016.
10. B. Lakshminarayanan, A. Pritzel, C. Blundell, *Simple and Scalable Predictive Uncertainty Estimation using Deep Ensembles*, NIPS 2017.
11. P. Izmailov, S. Vikram, M. D. Hoffman, A. G. Wilson, *What Are Bayesian Neural Network Posteriors Really Like?*, ICML 2021.
12. T. Gneiting, A. E. Raftery, *Strictly Proper Scoring Rules, Prediction, and Estimation*, Journal of the American Statistical Association 102, 2007, s. 359–378.
*/
/* en
## Bibliography

1. A. Y. K. Foong, D. R. Burt, Y. Li, R. E. Turner, *On the Expressiveness of Approximate Inference in Bayesian Neural Networks*, NeurIPS 2020.
2. D. J. C. MacKay, *A Practical Bayesian Framework for Backpropagation Networks*, Neural Computation 4(3), 1992, pp. 448–472.
3. A. Y. K. Foong, Y. Li, J. M. Hernández-Lobato, R. E. Turner, *‘In-Between’ Uncertainty in Bayesian Neural Networks*, arXiv:1906.11537, 2019.
4. R. M. Neal, *MCMC Using Hamiltonian Dynamics*, in: *Handbook of Markov Chain Monte Carlo*, CRC Press, 2011, chapter 5.
5. A. Gelman et al., *Bayesian Data Analysis*, 3rd edition, CRC Press, 2013, chapter 11.
6. A. Vehtari et al., *Rank-Normalization, Folding, and Localization: An Improved $\hat R$ for Assessing Convergence of MCMC*, Bayesian Analysis 16(2), 2021, pp. 667–718.
7. A. Immer, M. Korzepa, M. Bauer, *Improving Predictions of Bayesian Neural Nets via Local Linearization*, AISTATS 2021.
8. Y. Gal, Z. Ghahramani, *Dropout as a Bayesian Approximation: Representing Model Uncertainty in Deep Learning*, ICML 2016.
9. I. Osband, *Risk versus Uncertainty in Deep Learning: Bayes, Bootstrap and the Dangers of Dropout*, NIPS Workshop on Bayesian Deep Learning, 2016.
10. B. Lakshminarayanan, A. Pritzel, C. Blundell, *Simple and Scalable Predictive Uncertainty Estimation using Deep Ensembles*, NIPS 2017.
11. P. Izmailov, S. Vikram, M. D. Hoffman, A. G. Wilson, *What Are Bayesian Neural Network Posteriors Really Like?*, ICML 2021.
12. T. Gneiting, A. E. Raftery, *Strictly Proper Scoring Rules, Prediction, and Estimation*, Journal of the American Statistical Association 102, 2007, pp. 359–378.
*/
