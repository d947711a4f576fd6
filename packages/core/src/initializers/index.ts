export { constant, ones, zeros } from './constant.js'
export type { Initializer, InitializerRandom } from './initializer.js'
export { randomNormal, truncatedNormal } from './normal.js'
export type { NormalOptions } from './normal.js'
export { orthogonal } from './orthogonal.js'
export type { OrthogonalOptions } from './orthogonal.js'
export { initializerRandom } from './random.js'
export { randomUniform } from './random-uniform.js'
export type { RandomUniformOptions } from './random-uniform.js'
export { resolveInitializer } from './resolve.js'
export type { InitializerLike, InitializerName } from './resolve.js'
export {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  varianceScaling,
} from './variance-scaling.js'
export type { VarianceScalingOptions } from './variance-scaling.js'
