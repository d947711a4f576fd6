export { native } from './provider.js'
export type { NativeOptions } from './provider.js'
export { measureProcessor } from './measure.js'
export type { ProcessorLimits } from './measure.js'
