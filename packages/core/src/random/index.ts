/** Counter-based random numbers: the same on every device, in every order of evaluation. */
export { fillNormal, fillUniform } from './fill.js'
export type { RandomSequence } from './fill.js'
export { philox4x32 } from './philox.js'
export type { Words } from './philox.js'
