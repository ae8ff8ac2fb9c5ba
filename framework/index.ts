// The public face: everything that a report or a user may import, and nothing else.

export { type ColumnTable, from, op, table } from 'arquero'
export {
  type BaselineComparison,
  compareWithBaseline,
} from './compare/baseline/compareWithBaseline.ts'
export { compareGroups, type GroupComparisons } from './compare/compareGroups.ts'
export type { CompareGroupsOptions } from './compare/compareOptions.ts'
export type { Comparison } from './compare/comparison.ts'
export type { ReportFinding } from './compare/findings/reportFinding.ts'
export type { Gate, GateOutcome } from './compare/gates/gate.ts'
export { judgeGate } from './compare/gates/judgeGate.ts'
export { parseGate } from './compare/gates/parseGate.ts'
export type { EvaluatorName } from './compare/importance/chooseEvaluator.ts'
export {
  type ImportanceOfParameter,
  type InteractionOfParameters,
  isStrongInteraction,
} from './compare/importance/importance.ts'
export {
  type ParameterImportance,
  type ParameterImportanceOptions,
  parameterImportance,
} from './compare/importance/parameterImportance.ts'
export type {
  InteractingContrast,
  InteractionLevel,
  ParameterInteraction,
} from './compare/interactions/interactionOf.ts'
export { type ChosenMetric, chooseMetric } from './compare/metrics/chooseMetric.ts'
export {
  compareParameters,
  type ParameterComparisons,
} from './compare/parameters/compareParameters.ts'
export type { CompareParametersOptions } from './compare/parameters/examineParameters.ts'
export { parametersTable } from './compare/parameters/parametersTable.ts'
export type { SweptParameter } from './compare/parameters/sweptParameters.ts'
export {
  type RankedSetting,
  type RankedSettings,
  rankSettings,
} from './compare/ranking/rankSettings.ts'
export { type TestLosses, testLosses } from './compare/testLoss.ts'
export { type ThresholdOptions, timeToThreshold } from './compare/timeToThreshold.ts'
export type { Trend } from './compare/trend.ts'
export { type ComposeOptions, composeConfig } from './config/compose/composeConfig.ts'
export { loadYaml } from './config/loadYaml.ts'
export { parseOverride } from './config/overrides/parseOverride.ts'
export { type ErrorCode, ReportError } from './errors.ts'
export type { ClassifierSummary } from './inference/classification/classifierNumbers.ts'
export { summarizeClassifier } from './inference/classification/classifierSummary.ts'
export { corrupt } from './inference/corruptions/corrupt.ts'
export type { Corruption } from './inference/corruptions/corruption.ts'
export type { Dataset } from './inference/data/dataset.ts'
export { openDataset } from './inference/data/openDataset.ts'
export { type Classifier, loadClassifier } from './inference/model/classifier.ts'
export { loadModel, type Model } from './inference/model/model.ts'
export { loadPredictor, type Predictor } from './inference/model/predictor.ts'
export { aggregateMetrics } from './inference/scores/aggregateMetrics.ts'
export { feedEvents, openEvents } from './inference/scores/feedEvents.ts'
export { runForwardPass } from './inference/scores/forwardPass.ts'
export { computeReconstructionMetrics } from './inference/scores/reconstructionMetrics.ts'
export type { Figure } from './plots/figure.ts'
export { calibrationCurve } from './plots/kinds/classification/calibrationCurve.ts'
export {
  type CountedConfusions,
  confusionMatrices,
  confusionMatrix,
} from './plots/kinds/classification/confusionMatrix.ts'
export { backgroundRejection } from './plots/kinds/classification/cuts/backgroundRejection.ts'
export { significanceImprovement } from './plots/kinds/classification/cuts/significanceImprovement.ts'
export { precisionRecallCurves } from './plots/kinds/classification/precisionRecallCurves.ts'
export { rocCurves } from './plots/kinds/classification/rocCurves.ts'
export type { ScoredModel } from './plots/kinds/classification/scoredModel.ts'
export { differenceForest } from './plots/kinds/comparisons/differenceForest.ts'
export { importanceBars } from './plots/kinds/comparisons/importanceBars.ts'
export { improvementForest } from './plots/kinds/comparisons/improvementForest.ts'
export { pairedSlopes } from './plots/kinds/comparisons/pairedSlopes.ts'
export { learningCurves } from './plots/kinds/curves/learningCurves.ts'
export { lossVsTime } from './plots/kinds/curves/lossVsTime.ts'
export { trainAndValidation } from './plots/kinds/curves/trainAndValidation.ts'
export {
  distributionShift,
  type ShiftedModel,
} from './plots/kinds/distributions/distributionShift.ts'
export { ecdf } from './plots/kinds/distributions/ecdf.ts'
export { ecdfOfSeries } from './plots/kinds/distributions/ecdfOfSeries.ts'
export { histogram } from './plots/kinds/distributions/histogram.ts'
export { histogramGrid } from './plots/kinds/distributions/histogramGrid.ts'
export { bars } from './plots/kinds/groups/bars.ts'
export { boxPlot } from './plots/kinds/groups/boxPlot.ts'
export { forestPlot } from './plots/kinds/groups/forestPlot.ts'
export { horizontalBars } from './plots/kinds/groups/horizontalBars.ts'
export { strip } from './plots/kinds/groups/strip.ts'
export { bestSoFar } from './plots/kinds/runs/bestSoFar.ts'
export { metricAgainstParameter } from './plots/kinds/runs/metricAgainstParameter.ts'
export { metricGrid } from './plots/kinds/runs/metricGrid.ts'
export { parallelCoordinates } from './plots/kinds/runs/parallelCoordinates.ts'
export { paretoFront } from './plots/kinds/runs/paretoFront.ts'
export { scatter } from './plots/kinds/runs/scatter.ts'
export { timeline } from './plots/kinds/runs/timeline.ts'
export { strengthCurves } from './plots/kinds/strengths/strengthCurves.ts'
export { colours, type Palette } from './plots/parts/colours/palette.ts'
export { renderFigure } from './plots/render/renderFigure.ts'
export { classification } from './report/classification/classification.ts'
export { reconstruction } from './report/reconstruction/reconstruction.ts'
export { defineReport, type ReportSpec } from './report/spec/defineReport.ts'
export type {
  InferComparisons,
  InferFunction,
  InferHook,
  InferModel,
  InferOutcome,
  InferResult,
} from './report/spec/inferHook.ts'
export { type LoadedRuns, loadRuns } from './runs/loadRuns.ts'
export type { Parameter } from './runs/parameters/parameter.ts'
export { discoverRuns } from './runs/search/discovery.ts'
export { defineSource } from './runs/sources/defineSource.ts'
export { MetricsBuilder } from './runs/sources/reading/series.ts'
export type {
  Claim,
  Directory,
  Goal,
  RunStatus,
  Series,
  Source,
  SourceRun,
} from './runs/sources/source.ts'
export { confusionMetrics } from './stats/classification/confusionMetrics.ts'
export { type MulticlassAuroc, multiclassAuroc } from './stats/classification/multiclassAuroc.ts'
export { fitPowerLaw, type PowerLaw } from './stats/fits/powerLaw.ts'
export { bootstrapInterval } from './stats/intervals/bootstrap.ts'
export {
  type MeanInterval,
  type MeanIntervalOptions,
  meanInterval,
} from './stats/intervals/meanInterval.ts'
export { type Auroc, computeAuroc } from './stats/roc/auroc.ts'
export { backgroundEfficiency } from './stats/roc/backgroundEfficiency.ts'
export { type Calibration, calibrate } from './stats/roc/calibration.ts'
export { countConfusions } from './stats/roc/confusions.ts'
export { meritCurve } from './stats/roc/cutMerit.ts'
export { pairedAuroc } from './stats/roc/pairedAuroc.ts'
export { precisionRecallCurve } from './stats/roc/precisionRecall.ts'
export { rocCurve } from './stats/roc/rocCurve.ts'
export { signalEfficiency } from './stats/roc/signalEfficiency.ts'
export { fisherExactTest } from './stats/tests/fisherExact.ts'
export { holmAdjust } from './stats/tests/holm.ts'
export { mannWhitneyTest, probabilityOfImprovement } from './stats/tests/mannWhitney.ts'
export { signFlipTest } from './stats/tests/signFlip.ts'
export { pairedTTest, welchTest } from './stats/tests/studentTest.ts'
export type { TestResult } from './stats/tests/testResult.ts'
export { adviseSelection } from './tables/adviseSelection.ts'
export { type Aggregate, aggregateRuns, groupRuns } from './tables/group.ts'
export { type Select, type SelectValue, selectRuns } from './tables/select.ts'
export { withColumn } from './tables/withColumn.ts'
export { valueName } from './text/names/valueName.ts'
export { type EstimateWithInterval, estimateText } from './text/numbers/intervalFormat.ts'
