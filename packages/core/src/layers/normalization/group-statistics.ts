import { averageGroups, mergeGroups } from '../../norm/index.js'
import type { BatchStatistics } from '../../ops/index.js'
import { emptyStatistics, momentsOf } from '../../ops/normalizer.js'

/** The statistics of all elements of several groups, [groups · channels] → [channels]. */
export function mergedOverGroups(statistics: BatchStatistics, groups: number): BatchStatistics {
  return overGroups(statistics, groups, mergeGroups)
}

/** The average of the statistics of groups of equal count, [groups · channels] → [channels]. */
export function averagedOverGroups(statistics: BatchStatistics, groups: number): BatchStatistics {
  return overGroups(statistics, groups, averageGroups)
}

function overGroups(statistics: BatchStatistics, groups: number, combine: typeof mergeGroups): BatchStatistics {
  const { device, size } = statistics.count
  const combined = emptyStatistics(device, size / groups)
  device.withScratch((workspace) => combine(workspace, momentsOf(statistics), groups, momentsOf(combined)))
  return combined
}
