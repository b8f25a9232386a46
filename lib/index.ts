/** The library's own door: what it offers, without the exercises. */

export { BayesLinear } from './bayes-linear';
export type { BayesLinearArgs } from './bayes-linear-args';
export { FigureInPlace } from './display/figure-in-place';
export { irisDrawPlots } from './display/iris-draw-plots';
export { LiveFigure, type LiveFigureOptions } from './display/live-figure';
export { type PlotPredictionsOptions, plotPredictions } from './display/plot-predictions';
export { showFigure } from './display/show-figure';
export { showSource } from './display/show-source';
export { showTable } from './display/show-table';
export type { TableCell } from './display/table-bundle';
export { entropyDecomposition } from './entropy-decomposition';
export { type CalibrationOptions, expectedCalibrationError } from './expected-calibration-error';
export {
  type AveragingFigureOptions,
  type AveragingState,
  averagingFigure,
} from './figures/averaging-figure';
export {
  type CalibrationCurve,
  type CalibrationFigureOptions,
  calibrationFigure,
} from './figures/calibration-figure';
export { type ChainsFigureOptions, chainsFigure } from './figures/chains-figure';
export { band, type ChartOptions, chart, line, points, type Series } from './figures/chart';
export { type DisputedFlowersFigureOptions, disputedFlowersFigure } from './figures/disputed-flowers-figure';
export type { Figure } from './figures/figure';
export { type IrisFigureOptions, type IrisSpecies, irisSpecies } from './figures/iris-figure';
export { type KlWeightFigureOptions, klWeightFigure } from './figures/kl-weight-figure';
export type { KlWeightPanel, KlWeightState } from './figures/kl-weight-panels';
export { type LinearPosteriorFigureOptions, linearPosteriorFigure } from './figures/linear-posterior-figure';
export { type PriorFunctionsFigureOptions, priorFunctionsFigure } from './figures/prior-functions-figure';
export { type Road, type RoadsFigureOptions, roadsFigure } from './figures/roads-figure';
export {
  type SpreadByStepsFigureOptions,
  type SpreadCurve,
  spreadByStepsFigure,
} from './figures/spread-by-steps-figure';
export { colour } from './figures/theme';
export type { Matrix, Vector } from './figures/values';
export { type ForwardOptions, forward } from './forward';
export { adam } from './fused/adam';
export type { Adam } from './fused/adam-optimizer';
export { gaussianKl } from './gaussian-kl';
export { type Iris, loadIris } from './iris';
export { decimal, type Language, percent, setLanguage, text } from './language';
export { meanWeights } from './mean-weights';
export { parametersToVector, vectorToParameters } from './parameter-vector';
export { type PredictiveOptions, predictive } from './predictive';
export { randomNormal, setSeed } from './random';
export { type SampleGaussianOptions, sampleGaussian } from './sample-gaussian';
export { predictWith, sampleWeights } from './sample-weights';
export { splitRhat } from './split-rhat';
export { stopwatch } from './stopwatch';
export * as tf from './tensorflow';
export { type Backend, type BackendReport, useBackend } from './tensorflow';
export { type Split, type SplitOptions, trainTestSplit } from './train-test-split';
export { trainableVariables } from './trainable-variables';
export type { Uncertainty } from './uncertainty';
export { varianceDecomposition } from './variance-decomposition';
