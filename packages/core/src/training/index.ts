export {
  averagedWeights,
  bestWeights,
  earlyStopping,
  learningRateScheduler,
  progress,
  reduceLearningRateOnPlateau,
} from './callbacks/index.js'
export type {
  AveragedWeightsOptions,
  BestWeightsOptions,
  Callback,
  EarlyStoppingOptions,
  MonitorOptions,
  Progress,
  ProgressOptions,
  ReduceLearningRateOptions,
  TrainingRun,
} from './callbacks/index.js'
export type { Checkpoint } from './checkpoint.js'
export type { CompileOptions } from './compiled.js'
export type { Drops } from './drop-counter.js'
export type { EvaluateOptions } from './evaluate.js'
export { fold } from './fold.js'
export type { FoldOptions, FoldResult, NotFolded } from './fold.js'
export type { FitOptions } from './fit.js'
export type { History } from './history.js'
export type { ClassWeight, DataInput } from './inputs.js'
export type { LayerOutputsOptions } from './layer-outputs.js'
export { Model } from './model.js'
export type { Trainer } from './model.js'
export type { PredictOptions } from './predict.js'
export { adapt, recalibrate } from './recalibrate.js'
export type { RecalibrateOptions, RecalibrationMethod } from './recalibrate.js'
export { sequential, Sequential } from './sequential.js'
export type { Summary, SummaryRow } from './summary.js'
export type { Logs } from './totals.js'
export type { Weights } from './weights.js'
