import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'

interface Key {
  readonly cumulative: boolean
  readonly unbiased: boolean
}

/** Whether anything moves, decided once with the count of updates; then both statistics at once. */
export function createCommitStatistics(gpu: Gpu): NonNullable<Kernels['commitStatistics']> {
  const gates = gpu.program({
    name: 'commitStatistics, gate',
    reads: ['count', 'factor', 'updates'],
    writes: ['gate', 'newUpdates'],
    integers: ['channels'],
    element: `
      gate = factor(i);
      for (int k = 0; 4 * k < channels; k++) {
        vec4 c = countTexel(k);
        int left = channels - 4 * k;
        bool none = c.x == 0.0 || (left > 1 && c.y == 0.0) || (left > 2 && c.z == 0.0) || (left > 3 && c.w == 0.0);
        if (none) gate = 0.0;
      }
      newUpdates = updates(i);
      if (gate != 0.0) newUpdates += 1.0;`,
  })
  const programs = gpu.family(({ cumulative, unbiased }: Key) => ({
    name: 'commitStatistics',
    reads: ['gate', 'updates', 'count', 'center', 'residual', 'm2', 'mean', 'variance'],
    writes: ['newMean', 'newVariance'],
    floats: ['weight'],
    texel: `
      newMean = meanTexel(t);
      newVariance = varianceTexel(t);
      if (gate(0) == 0.0) return;
      float w = ${cumulative ? '1.0 / updates(0)' : 'weight'};
      vec4 c = countTexel(t);
      vec4 old = newVariance;
      newMean += w * ((centerTexel(t) - newMean) + residualTexel(t));
      newVariance += w * (m2Texel(t) / ${unbiased ? '(c - 1.0)' : 'c'} - newVariance);
      ${unbiased ? 'newVariance = mix(newVariance, old, lessThanEqual(c, vec4(1.0)));' : ''}`,
  }))
  return ({ count, center, residual, m2, factor, mean, variance, updates, weight, unbiased }) => {
    const gate = gpu.temporary(1)
    gates.launch({ count, factor, updates, gate, newUpdates: updates, channels: count.length })
    const statistics = { count, center, residual, m2, mean, variance, newMean: mean, newVariance: variance }
    programs({ cumulative: weight === null, unbiased }).launch({ gate, updates, ...statistics, weight: weight ?? 0 })
    gpu.release(gate)
  }
}
