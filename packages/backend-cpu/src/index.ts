export { cpu } from './provider.js'
export type { CpuOptions } from './provider.js'
