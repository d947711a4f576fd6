import type { Case } from '../case.js'
import { CONVOLUTION } from './convolution.js'
import { ELEMENTWISE } from './elementwise.js'
import { gradientCase } from './gradient-case.js'
import { NORMALIZATION } from './normalization.js'
import { NORMALIZERS } from './normalizers.js'
import { PRODUCTS } from './products.js'
import { STRUCTURE } from './structure.js'

/** The gradient of every differentiable operation against finite differences, on the device under test. */
export const GRADIENT_CASES: readonly Case[] = [
  ...ELEMENTWISE,
  ...STRUCTURE,
  ...PRODUCTS,
  ...NORMALIZATION,
  ...NORMALIZERS,
  ...CONVOLUTION,
].map(gradientCase)
