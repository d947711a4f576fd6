import { OptionError } from '../errors.js'
import { ones, zeros } from './constant.js'
import type { Initializer } from './initializer.js'
import { randomNormal, truncatedNormal } from './normal.js'
import { orthogonal } from './orthogonal.js'
import { randomUniform } from './random-uniform.js'
import {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  varianceScaling,
} from './variance-scaling.js'

/** Names of initializers with their default options. */
export type InitializerName =
  | 'zeros'
  | 'ones'
  | 'randomUniform'
  | 'randomNormal'
  | 'truncatedNormal'
  | 'varianceScaling'
  | 'glorotUniform'
  | 'glorotNormal'
  | 'heUniform'
  | 'heNormal'
  | 'lecunUniform'
  | 'lecunNormal'
  | 'orthogonal'

const INITIALIZERS: Readonly<Record<InitializerName, () => Initializer>> = {
  zeros,
  ones,
  randomUniform,
  randomNormal,
  truncatedNormal,
  varianceScaling,
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
  orthogonal,
}

/** An initializer, or the name of one. */
export type InitializerLike = Initializer | InitializerName

/** @throws OptionError when there is no initializer of that name */
export function resolveInitializer(given: InitializerLike): Initializer {
  if (typeof given === 'object' && given !== null && 'generate' in given) return given
  if (typeof given === 'string' && Object.hasOwn(INITIALIZERS, given)) return INITIALIZERS[given]()
  throw new OptionError({
    what: `There is no initializer ${typeof given === 'string' ? `'${given}'` : String(given)}.`,
    remedy: `Use one of ${Object.keys(INITIALIZERS).join(', ')}, or what constant(0.1) and its like return.`,
  })
}
