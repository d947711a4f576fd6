/** Whole networks, as worked examples of the layers. */
export { resnet20 } from './resnet20.js'
export type { Resnet20Options } from './resnet20.js'
