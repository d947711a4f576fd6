export { webgl } from './provider.js'
