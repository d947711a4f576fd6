/**
 * The backend contract: all that an author of a backend has to read. Begin with `backend.ts` and `provider.ts`,
 * then `laws.ts`, then `required-kernels.ts`; `optional-kernels.ts` is for speed.
 */
export { ACTIVATION_SAVES, SELU_ALPHA, SELU_SCALE } from './activations.js'
export type { Activation, FusibleActivation } from './activations.js'
export type { Backend, BackendMemory, LossInfo } from './backend.js'
export type { Buffer, DType, HostArray } from './buffer.js'
export type { Operand, View, Window } from './geometry.js'
export type { CompleteKernels, KernelArguments, KernelName, Kernels } from './kernels.js'
export { LAWS } from './laws.js'
export type { Law } from './laws.js'
export type { OptionalKernels } from './optional-kernels.js'
export { progressBetas, slotCount, slotNames } from './optimizer-rules.js'
export type { AdamRule, OptimizerRule, RmspropRule, SgdRule } from './optimizer-rules.js'
export type { Probe, Provider } from './provider.js'
export type { MapOp, PoolOp, ReduceOp, RequiredKernels, ZipOp } from './required-kernels.js'
export { KERNEL_ROLES, OPTIONAL_KERNELS, REQUIRED_KERNELS } from './roles.js'
export type { KernelRoles, Role } from './roles.js'
export type { Deviation, Traits } from './traits.js'
export {
  BackendIncompleteError,
  DeviceLostError,
  DeviceUnavailableError,
  EvenkeelError,
  OptionError,
  StateError,
} from '../errors.js'
// The contract's random numbers, for backends that run on the host.
export { fillNormal, fillUniform } from '../random/index.js'
export type { RandomSequence } from '../random/index.js'
