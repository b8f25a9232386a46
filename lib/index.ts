/** The library's own door: what it offers, without the exercises. */

export { BayesLinear } from './bayes-linear';
export type { BayesLinearArgs } from './bayes-linear-args';
export { irisDrawPlots } from './display/iris-draw-plots';
export { LiveFigure, type LiveFigureOptions } from './display/live-figure';
export { type PlotPredictionsOptions, plotPredictions } from './display/plot-predictions';
export { showFigure } from './display/show-figure';
export { showSource } from './display/show-source';
export { showTable } from './display/show-table';
export type { TableCell } from './display/table-bundle';
export { band, type ChartOptions, chart, line, points, type Series } from './figures/chart';
export type { Figure } from './figures/figure';
export { type IrisFigureOptions, type IrisSpecies, irisFigure, irisSpecies } from './figures/iris-figure';
export { type PredictionFigureOptions, predictionFigure } from './figures/prediction-figure';
export { colour } from './figures/theme';
export type { Matrix, Vector } from './figures/values';
export { adam } from './fused/adam';
export { gaussianKl } from './gaussian-kl';
export { type Iris, loadIris } from './iris';
export { decimal, getLanguage, type Language, percent, setLanguage, text } from './language';
export { parametersToVector, vectorToParameters } from './parameter-vector';
export { randomNormal, setSeed } from './random';
export { predictWith, sampleWeights } from './sample-weights';
export * as tf from './tensorflow';
export { type Backend, type BackendReport, useBackend } from './tensorflow';
export { type Split, type SplitOptions, trainTestSplit } from './train-test-split';
