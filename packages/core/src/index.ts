export * as applications from './applications/index.js'
export { valueAndGradients } from './autograd/index.js'
export type { GradientOptions, ValueAndGradients, WithAuxiliary } from './autograd/index.js'
export type { Backend, Deviation, DType, KernelName, LossInfo, Probe, Provider, Traits, View } from './backend/index.js'
export * as constraints from './constraints/index.js'
export type { Constraint } from './constraints/index.js'
export { Dataset } from './data/index.js'
export type { Example, ExampleSource } from './data/index.js'
export { Device, keep, openDevice, runInScope } from './device/index.js'
export type {
  DeviceCandidate,
  DeviceChoice,
  DeviceMemory,
  KernelExplanation,
  KernelProfile,
  KernelSource,
} from './device/index.js'
export * from './errors.js'
export * from './health/index.js'
export * as initializers from './initializers/index.js'
export type { Initializer, InitializerRandom } from './initializers/index.js'
export * from './layers/index.js'
export * as losses from './losses/index.js'
export type { Loss } from './losses/index.js'
export * as metrics from './metrics/index.js'
export type { Metric } from './metrics/index.js'
export { inMemoryCollective } from './norm/index.js'
export type { Collective } from './norm/index.js'
export * as ops from './ops/index.js'
export { adam, adamw, rmsprop, sgd } from './optimizers/index.js'
export type { AdamOptions, Optimizer, OptimizerOptions, RmspropOptions, SgdOptions } from './optimizers/index.js'
export * as random from './random/index.js'
export * as regularizers from './regularizers/index.js'
export type { Regularizer } from './regularizers/index.js'
export * as schedules from './schedules/index.js'
export type { Schedule } from './schedules/index.js'
export { full, ones, randomNormal, randomUniform, Tensor, tensor, zeros } from './tensor/index.js'
export type {
  HostData,
  HostTensor,
  NestedArray,
  NumericArray,
  RandomOptions,
  Shape,
  TensorOptions,
} from './tensor/index.js'
export * from './training/index.js'
