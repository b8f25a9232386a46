import type { Misconceptions } from '../marking/marking-source';
import { isBayes, leaves, once } from '../marking/net';
import { add, mean } from '../marking/sums';
import type { LayerSpec } from '../model-spec';
import {
  gaussianTerm,
  type KlTerm,
  meanTerm,
  type NetKl,
  ofOneLayer,
  ofSome,
  parameterCount,
} from './reference';

// What a mistake is worth: the KL of every Bayesian layer, at any depth and each once, is the work. Where all of it is
// there and the mean is taken over the parameters, but they are counted or weighed wrongly, or the sign is, it is worth 3
// of 5; where it is divided by something that is no number of parameters, or not at all, 2. Where a part of the KL itself
// is wrong or missing the checks alone decide.
const wrongCount = 3;
const noCount = 2;

/** Which mistakes give which number on a net, most telling first; each may be made in several ways. */
export const misconceptions: Misconceptions<NetKl> = {
  sum: {
    name: { pl: 'suma zamiast średniej', en: 'returns the sum instead of the mean' },
    hint: { pl: 'Została jeszcze liczba parametrów.', en: 'The number of parameters is still to come.' },
    credit: noCount,
    answers: (net) => [net.sum],
  },
  sign: {
    name: { pl: 'ma odwrócony znak', en: 'has the wrong sign' },
    hint: {
      pl: 'KL nigdy nie jest ujemna. Znak zmienia się dopiero w ELBO, nie w tej funkcji.',
      en: 'A KL divergence is never negative. The sign changes in the ELBO, not in this function.',
    },
    credit: wrongCount,
    answers: ({ sum, count }) => [-sum / count],
  },
  'layer-means': {
    name: {
      pl: 'średnia ze średnich po warstwach zamiast średniej po parametrach',
      en: 'averages the means of the layers instead of all parameters',
    },
    hint: {
      pl: 'Warstwy mają różne liczby parametrów: najpierw sumuj, dziel raz, na końcu.',
      en: 'Layers differ in their number of parameters: sum first, divide once, at the end.',
    },
    credit: wrongCount,
    answers: ({ layerMeans }) => [mean(layerMeans), add(layerMeans)],
  },
  'tensor-means': {
    name: {
      pl: 'średnia liczona osobno dla każdego tensora wag i obciążeń',
      en: 'takes a mean per tensor of weights and biases',
    },
    hint: {
      pl: 'Każdy parametr waży tyle samo, bez względu na tensor, w którym stoi.',
      en: 'Every parameter weighs the same, whatever tensor it stands in.',
    },
    credit: wrongCount,
    answers: ({ tensorMeans, layers }) => [
      mean(tensorMeans),
      add(tensorMeans),
      add(tensorMeans) / layers.length,
    ],
  },
  'counted-twice': {
    name: {
      pl: 'liczy mu i log sigma jako dwa parametry',
      en: 'counts mu and log sigma as two parameters',
    },
    hint: {
      pl: 'Para (mu, log sigma) to jeden parametr sieci.',
      en: 'A (mu, log sigma) pair is one parameter of the net.',
    },
    credit: wrongCount,
    answers: ({ sum, count }) => [sum / (2 * count)],
  },
  'count-params': {
    name: {
      pl: 'dzieli przez countParams() całego modelu',
      en: 'divides by countParams() of the whole model',
    },
    hint: {
      pl: 'countParams() liczy mu i log sigma osobno i dodaje warstwy, które nie są bayesowskie.',
      en: 'countParams() counts mu and log sigma apart and adds layers that are not Bayesian.',
    },
    credit: wrongCount,
    answers: ({ sum, count, denseParameters }) => [sum / (2 * count + denseParameters)],
  },
  'by-layers': {
    name: { pl: 'dzieli przez liczbę warstw', en: 'divides by the number of layers' },
    hint: {
      pl: 'Średnia jest po parametrach, nie po warstwach.',
      en: 'The mean is over parameters, not layers.',
    },
    credit: noCount,
    answers: ({ sum, layers, model }) => [
      sum / layers.length,
      sum / model.layers.length,
      sum / (model.layers.length + (model.build === 'functional' ? 1 : 0)), // with its input layer
      sum / (model.layers.length + 1),
      sum / allLayers(model.layers),
    ],
  },
  'by-tensors': {
    name: { pl: 'dzieli przez liczbę tensorów', en: 'divides by the number of tensors' },
    hint: {
      pl: 'Tensor ma wiele parametrów: policz jego elementy.',
      en: 'A tensor holds many parameters: count its elements.',
    },
    credit: noCount,
    answers: ({ sum, layers, model }) => [
      sum / (2 * layers.length),
      sum / (4 * layers.length),
      sum / (4 * layers.length + 2 * once(leaves(model)).filter(({ kind }) => kind === 'dense').length),
    ],
  },
  'by-examples': {
    name: { pl: 'dzieli przez liczbę przykładów N', en: 'divides by the number of examples N' },
    hint: {
      pl: 'N należy do wagi KL w ELBO; tutaj dzieli się przez liczbę parametrów.',
      en: "N belongs to the ELBO's KL weight; here the divisor is the number of parameters.",
    },
    credit: noCount,
    answers: ({ sum }) => [sum / 112, sum / 150, sum / 500],
  },
  'bias-not-summed': {
    name: { pl: 'pomija KL obciążeń w sumie', en: 'forgets the KL of the biases in the sum' },
    hint: {
      pl: 'Obciążenia też mają rozkład a posteriori.',
      en: 'Biases have a posterior distribution too.',
    },
    answers: ({ weightSum, count }) => [weightSum / count],
  },
  'bias-not-counted': {
    name: { pl: 'pomija obciążenia w liczbie parametrów', en: 'forgets the biases in the count' },
    hint: {
      pl: 'Suma obejmuje obciążenia, więc i liczba parametrów musi.',
      en: 'The sum holds the biases, so the count has to as well.',
    },
    credit: wrongCount,
    answers: ({ sum, weightCount }) => [sum / weightCount],
  },
  'bias-ignored': {
    name: { pl: 'pomija obciążenia w sumie i w liczbie', en: 'ignores the biases altogether' },
    hint: {
      pl: 'Obciążenia też mają rozkład a posteriori i też są parametrami.',
      en: 'Biases have a posterior too and are parameters as well.',
    },
    answers: ({ weightSum, weightCount }) => [weightSum / weightCount],
  },
  'last-layer': {
    name: { pl: 'uwzględnia tylko ostatnią warstwę', en: 'takes the last layer only' },
    hint: {
      pl: 'Sprawdź, czy pętla dodaje do sumy, czy ją nadpisuje.',
      en: 'See whether your loop adds to the sum or overwrites it.',
    },
    answers: ({ layers, count }) => ofOneLayer(layers.at(-1), count),
  },
  'first-layer': {
    name: { pl: 'uwzględnia tylko pierwszą warstwę', en: 'takes the first layer only' },
    hint: {
      pl: 'Sprawdź, czy return nie stoi wewnątrz pętli.',
      en: 'See whether a return stands inside your loop.',
    },
    answers: ({ layers, count }) => ofOneLayer(layers[0], count),
  },
  'end-skipped': {
    name: {
      pl: 'pomija pierwszą albo ostatnią warstwę',
      en: 'leaves out the first or the last layer',
    },
    hint: {
      pl: 'Sprawdź, gdzie zaczyna się i gdzie kończy pętla po warstwach.',
      en: 'See where your loop over the layers begins and where it ends.',
    },
    answers: ({ layers, model, count }) => [
      ...ofSome(layers.slice(0, -1), count),
      ...ofSome(layers.slice(1), count),
      ...ofSome(once(leaves(model)).slice(0, -1).filter(isBayes), count),
      ...ofSome(once(leaves(model)).slice(1).filter(isBayes), count),
    ],
  },
  'first-level': {
    name: { pl: 'nie zagląda do modeli zagnieżdżonych', en: 'does not look into nested models' },
    hint: {
      pl: 'Warstwa modelu może sama być modelem, z własnymi warstwami.',
      en: 'A layer of a model can be a model itself, with layers of its own.',
    },
    answers: ({ model, count }) => ofSome(once(model.layers.filter(isBayes)), count),
  },
  'dense-counted': {
    name: {
      pl: 'wlicza parametry warstw, które nie są bayesowskie',
      en: 'counts the parameters of layers that are not Bayesian',
    },
    hint: {
      pl: 'Warstwa Dense nie ma rozkładu nad wagami: ani jej KL, ani jej parametry się nie liczą.',
      en: 'A Dense layer has no distribution over its weights: neither its KL nor its parameters count.',
    },
    credit: wrongCount,
    answers: ({ sum, count, denseParameters }) => [
      sum / (count + denseParameters),
      sum / (count + denseParameters / 2), // half of model.countParams()
    ],
  },
  'untrainable-skipped': {
    name: { pl: 'pomija warstwy z trainable = false', en: 'skips layers with trainable = false' },
    hint: {
      pl: 'Warstwa, której się nie trenuje, nadal ma rozkład a posteriori.',
      en: 'A layer that is not trained still has a posterior.',
    },
    answers: ({ layers, count }) =>
      ofSome(
        layers.filter((layer) => layer.trainable),
        count,
      ),
  },
  'shared-twice': {
    name: { pl: 'liczy współdzieloną warstwę dwa razy', en: 'counts a shared layer twice' },
    hint: {
      pl: 'Ta sama warstwa użyta dwa razy ma jeden zestaw wag.',
      en: 'One layer used twice has one set of weights.',
    },
    answers: ({ model, sum, count }) => {
      const used = leaves(model).filter(isBayes);
      return [...ofSome(used, count), sum / parameterCount(used)];
    },
  },
  reversed: {
    name: { pl: 'KL w odwrotnym kierunku: KL(p || q)', en: 'KL reversed: KL(p || q)' },
    hint: {
      pl: 'KL nie jest symetryczna: pierwszy jest rozkład a posteriori q. Warstwa ma gotowe klLoss().',
      en: 'KL is not symmetric: the posterior q comes first. The layer has klLoss() ready.',
    },
    answers: ({ layers }) => [meanTerm(layers, reversed)],
  },
  'sigma-dropped': {
    name: { pl: 'pomija składnik z sigma', en: 'drops the sigma term' },
    hint: {
      pl: 'Rozkłady różnią się też szerokością, nie tylko średnią. Warstwa ma gotowe klLoss().',
      en: 'The distributions differ in width too, not only in mean. The layer has klLoss() ready.',
    },
    answers: ({ layers }) => [
      meanTerm(layers, (mu, _, mu0, sigma0) => (mu - mu0) ** 2 / (2 * sigma0 ** 2)),
      meanTerm(
        layers,
        (mu, logSigma, mu0, sigma0) => gaussianTerm(mu, logSigma, mu0, sigma0) + logSigma - Math.log(sigma0),
      ),
      meanTerm(
        layers,
        (mu, logSigma, mu0, sigma0) =>
          gaussianTerm(mu, logSigma, mu0, sigma0) - Math.exp(2 * logSigma) / (2 * sigma0 ** 2),
      ),
    ],
  },
  'half-dropped': {
    name: { pl: 'gubi stałą -1/2', en: 'loses the constant -1/2' },
    hint: {
      pl: 'KL rozkładu do niego samego musi być równa zeru.',
      en: 'The KL of a distribution to itself has to be zero.',
    },
    answers: ({ sum, count }) => [sum / count + 0.5],
  },
  'sigma-as-variance': {
    name: { pl: 'bierze sigma za wariancję', en: 'takes sigma for the variance' },
    hint: {
      pl: 'Wagi przechowują log sigma, czyli logarytm odchylenia standardowego.',
      en: 'The weights store log sigma, the logarithm of the standard deviation.',
    },
    answers: ({ layers }) => [
      meanTerm(layers, (mu, logSigma, mu0, sigma0) => gaussianTerm(mu, logSigma / 2, mu0, Math.sqrt(sigma0))),
      meanTerm(layers, varianceUnsquared),
    ],
  },
  'fixed-prior': {
    name: {
      pl: 'nie bierze rozkładu a priori z warstwy',
      en: 'does not take the prior from the layer',
    },
    hint: {
      pl: 'Każda warstwa ma własne priorMu i priorSigma.',
      en: 'Every layer has its own priorMu and priorSigma.',
    },
    answers: ({ layers }) => {
      const [first] = layers;
      return [
        first ? meanTerm(layers, withPrior(first.priorMu, first.priorSigma)) : 0,
        meanTerm(layers, withPrior(0, 0.1)),
        meanTerm(layers, withPrior(0, 1)),
        meanTerm(layers, (mu, logSigma, _, sigma0) => gaussianTerm(mu, logSigma, 0, sigma0)),
      ];
    },
  },
  'weight-inside': {
    name: { pl: 'mnoży przez wagę KL w środku funkcji', en: 'multiplies by a KL weight inside' },
    hint: {
      pl: 'Waga KL należy do pętli uczenia, nie do tej funkcji.',
      en: 'The KL weight belongs to the training loop, not to this function.',
    },
    credit: noCount,
    answers: ({ layers, kls, sum, count }) => [
      add(layers.map(({ klWeight }, i) => klWeight * ((kls[i]?.weights ?? 0) + (kls[i]?.biases ?? 0)))) /
        count,
      (0.01 * sum) / count,
      (0.1 * sum) / count,
      0.01 * sum,
    ],
  },
};

/** Models and layers at every depth, each occurrence. */
const allLayers = (layers: LayerSpec[]): number =>
  add(layers.map((layer) => 1 + (layer.kind === 'model' ? allLayers(layer.model.layers) : 0)));

const reversed: KlTerm = (mu, logSigma, mu0, sigma0) =>
  gaussianTerm(mu0, Math.log(sigma0), mu, Math.exp(logSigma));

/** sigma and sigma0 stand where their squares belong. */
const varianceUnsquared: KlTerm = (mu, logSigma, mu0, sigma0) =>
  Math.log(sigma0) - logSigma + (Math.exp(logSigma) + (mu - mu0) ** 2) / (2 * sigma0) - 0.5;

const withPrior =
  (priorMu: number, priorSigma: number): KlTerm =>
  (mu, logSigma) =>
    gaussianTerm(mu, logSigma, priorMu, priorSigma);
