import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { createChoose } from './choose.js'
import { createMap } from './map.js'
import { createZip } from './zip.js'

/** Kernels that compute element by element. */
export function createElementwise(gpu: Gpu): Pick<Kernels, 'map' | 'zip' | 'choose'> {
  return { map: createMap(gpu), zip: createZip(gpu), choose: createChoose(gpu) }
}
