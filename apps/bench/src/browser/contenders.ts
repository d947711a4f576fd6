import type { Contender } from '../contenders/contender.js'
import { evenkeelCpu } from '../contenders/evenkeel-cpu.js'
import { evenkeelWebgl } from './evenkeel-webgl.js'
import { tfjsInPage } from './tfjs.js'

/** All contenders that a page of a browser has, in the order of the report. */
export const PAGE_CONTENDERS: readonly Contender[] = [
  evenkeelWebgl,
  evenkeelCpu,
  ...tfjsInPage('webgl'),
  ...tfjsInPage('cpu'),
]
