import type { Misconception } from '../misconceptions';

/** The recognised misconceptions of exercise 1, the mean KL of a net. */
export const klMisconceptions: Record<string, Misconception> = {
  'layer-means': {
    name: {
      pl: 'średnia ze średnich po warstwach zamiast średniej po parametrach',
      en: 'averages the means of the layers instead of all parameters',
    },
    hint: {
      pl: 'Warstwy mają różne liczby parametrów: najpierw sumuj, dziel raz, na końcu.',
      en: 'Layers differ in their number of parameters: sum first, divide once, at the end.',
    },
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
  },
  sum: {
    name: { pl: 'suma zamiast średniej', en: 'returns the sum instead of the mean' },
    hint: { pl: 'Została jeszcze liczba parametrów.', en: 'The number of parameters is still to come.' },
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
  },
  'by-layers': {
    name: { pl: 'dzieli przez liczbę warstw', en: 'divides by the number of layers' },
    hint: {
      pl: 'Średnia jest po parametrach, nie po warstwach.',
      en: 'The mean is over parameters, not layers.',
    },
  },
  'by-tensors': {
    name: { pl: 'dzieli przez liczbę tensorów', en: 'divides by the number of tensors' },
    hint: {
      pl: 'Tensor ma wiele parametrów: policz jego elementy.',
      en: 'A tensor holds many parameters: count its elements.',
    },
  },
  'by-examples': {
    name: { pl: 'dzieli przez liczbę przykładów N', en: 'divides by the number of examples N' },
    hint: {
      pl: 'N należy do wagi KL w ELBO; tutaj dzieli się przez liczbę parametrów.',
      en: "N belongs to the ELBO's KL weight; here the divisor is the number of parameters.",
    },
  },
  'bias-not-summed': {
    name: { pl: 'pomija KL obciążeń w sumie', en: 'forgets the KL of the biases in the sum' },
    hint: {
      pl: 'Obciążenia też mają rozkład a posteriori.',
      en: 'Biases have a posterior distribution too.',
    },
  },
  'bias-not-counted': {
    name: { pl: 'pomija obciążenia w liczbie parametrów', en: 'forgets the biases in the count' },
    hint: {
      pl: 'Suma obejmuje obciążenia, więc i liczba parametrów musi.',
      en: 'The sum holds the biases, so the count has to as well.',
    },
  },
  'bias-ignored': {
    name: { pl: 'pomija obciążenia w sumie i w liczbie', en: 'ignores the biases altogether' },
    hint: {
      pl: 'Obciążenia też mają rozkład a posteriori i też są parametrami.',
      en: 'Biases have a posterior too and are parameters as well.',
    },
  },
  'last-layer': {
    name: { pl: 'uwzględnia tylko ostatnią warstwę', en: 'takes the last layer only' },
    hint: {
      pl: 'Sprawdź, czy pętla dodaje do sumy, czy ją nadpisuje.',
      en: 'See whether your loop adds to the sum or overwrites it.',
    },
  },
  'first-layer': {
    name: { pl: 'uwzględnia tylko pierwszą warstwę', en: 'takes the first layer only' },
    hint: {
      pl: 'Sprawdź, czy return nie stoi wewnątrz pętli.',
      en: 'See whether a return stands inside your loop.',
    },
  },
  'first-level': {
    name: { pl: 'nie zagląda do modeli zagnieżdżonych', en: 'does not look into nested models' },
    hint: {
      pl: 'Warstwa modelu może sama być modelem, z własnymi warstwami.',
      en: 'A layer of a model can be a model itself, with layers of its own.',
    },
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
  },
  'untrainable-skipped': {
    name: { pl: 'pomija warstwy z trainable = false', en: 'skips layers with trainable = false' },
    hint: {
      pl: 'Warstwa, której się nie trenuje, nadal ma rozkład a posteriori.',
      en: 'A layer that is not trained still has a posterior.',
    },
  },
  'shared-twice': {
    name: { pl: 'liczy współdzieloną warstwę dwa razy', en: 'counts a shared layer twice' },
    hint: {
      pl: 'Ta sama warstwa użyta dwa razy ma jeden zestaw wag.',
      en: 'One layer used twice has one set of weights.',
    },
  },
  detached: {
    name: { pl: 'wynik odcięty od grafu obliczeń', en: 'the result is detached from the graph' },
    hint: {
      pl: 'Gradient jest zerowy: dataSync() i arraySync() wychodzą poza graf. Licz na tensorach do końca.',
      en: 'The gradient is zero: dataSync() and arraySync() leave the graph. Stay with tensors to the end.',
    },
  },
  'plain-number': {
    name: { pl: 'zwraca liczbę zamiast tensora', en: 'returns a number instead of a tensor' },
    hint: {
      pl: 'Liczba JavaScript nie niesie gradientu: zwróć skalar, czyli tensor o kształcie [].',
      en: 'A JavaScript number carries no gradient: return a scalar, a tensor of shape [].',
    },
  },
  'wrong-gradients': {
    name: { pl: 'wartość dobra, gradienty nie', en: 'the value is right, the gradients are not' },
    hint: {
      pl: 'Część obliczeń wypada z grafu: któryś składnik jest liczony poza tensorami.',
      en: 'A part of the computation leaves the graph: some term is not computed on tensors.',
    },
  },
  'hard-coded': {
    name: { pl: 'zwraca tę samą liczbę dla każdej sieci', en: 'returns the same number for every net' },
    hint: {
      pl: 'Wynik musi zależeć od modelu, który dostaje funkcja.',
      en: 'The result has to depend on the model that the function is given.',
    },
  },
  reversed: {
    name: { pl: 'KL w odwrotnym kierunku: KL(p || q)', en: 'KL reversed: KL(p || q)' },
    hint: {
      pl: 'KL nie jest symetryczna: pierwszy jest rozkład a posteriori q. Warstwa ma gotowe klLoss().',
      en: 'KL is not symmetric: the posterior q comes first. The layer has klLoss() ready.',
    },
  },
  'sigma-dropped': {
    name: { pl: 'pomija składnik z sigma', en: 'drops the sigma term' },
    hint: {
      pl: 'Rozkłady różnią się też szerokością, nie tylko średnią. Warstwa ma gotowe klLoss().',
      en: 'The distributions differ in width too, not only in mean. The layer has klLoss() ready.',
    },
  },
  'half-dropped': {
    name: { pl: 'gubi stałą -1/2', en: 'loses the constant -1/2' },
    hint: {
      pl: 'KL rozkładu do niego samego musi być równa zeru.',
      en: 'The KL of a distribution to itself has to be zero.',
    },
  },
  'sigma-as-variance': {
    name: { pl: 'bierze sigma za wariancję', en: 'takes sigma for the variance' },
    hint: {
      pl: 'Wagi przechowują log sigma, czyli logarytm odchylenia standardowego.',
      en: 'The weights store log sigma, the logarithm of the standard deviation.',
    },
  },
  'fixed-prior': {
    name: { pl: 'zakłada jeden prior dla wszystkich warstw', en: 'assumes one prior for all layers' },
    hint: {
      pl: 'Każda warstwa ma własne priorMu i priorSigma.',
      en: 'Every layer has its own priorMu and priorSigma.',
    },
  },
  'weight-inside': {
    name: { pl: 'mnoży przez wagę KL w środku funkcji', en: 'multiplies by a KL weight inside' },
    hint: {
      pl: 'Waga KL należy do pętli uczenia, nie do tej funkcji.',
      en: 'The KL weight belongs to the training loop, not to this function.',
    },
  },
  'one-sample': {
    name: { pl: 'szacuje KL z jednego losowania wag', en: 'estimates the KL from one draw of the weights' },
    hint: {
      pl: 'Dla rozkładów Gaussa KL ma wzór: nie trzeba nic losować.',
      en: 'For Gaussians the KL has a closed form: nothing has to be drawn.',
    },
  },
  stateful: {
    name: {
      pl: 'wynik zależy od poprzednich wywołań',
      en: 'the result depends on earlier calls',
    },
    hint: {
      pl: 'Zmienne, które zbierają sumę, muszą powstawać wewnątrz funkcji.',
      en: 'Variables that collect the sum have to be made inside the function.',
    },
  },
  'not-scalar': {
    name: { pl: 'zwraca tensor, który nie jest skalarem', en: 'returns a tensor that is no scalar' },
    hint: { pl: 'Skalar ma kształt [].', en: 'A scalar has shape [].' },
  },
};
