import { fillNormal, fillUniform } from '../random/index.js'
import type { Composition } from './composition.js'

/** Draws on the host and uploads: integer products of 64 bits are beyond what the required kernels can do. */
export const random: Composition<'random'> = {
  kernel: 'random',
  host: true,
  run(workspace, { out, distribution, ...sequence }) {
    const values = new Float32Array(out.length)
    const fill = distribution === 'uniform' ? fillUniform : fillNormal
    fill(values, sequence)
    workspace.write(out, values)
  },
}
