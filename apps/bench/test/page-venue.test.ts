import { expect, test } from 'vitest'
import { runBench } from '../src/bench.js'
import { bundlePage } from '../src/browser/bundle.js'
import { findChromium } from '@evenkeel/chromium'
import { PAGE_CONTENDERS } from '../src/browser/contenders.js'
import { PageVenue } from '../src/browser/page-venue.js'

test.runIf(findChromium() !== undefined)(
  'evenkeel on webgl and on the cpu share a page, agree with the reference, and are timed',
  async () => {
    const bundle = () => bundlePage([], ['evenkeel-source'])
    const venue = new PageVenue({ bundle, limitMs: 20_000, headed: false })
    const own = PAGE_CONTENDERS.filter(({ side }) => side === 'evenkeel')
    const options = { repeats: 1, turnMs: 1, restMs: 0, warmUpMs: 0, budgetMs: 1000, onProgress: () => {} }
    const [{ contenders, measures }] = await runBench(venue, ['batch-norm-128x64'], own, options)
    expect(contenders.map(({ name, reason }) => [name, reason])).toEqual([
      ['evenkeel-webgl', null],
      ['evenkeel-cpu', null],
    ])
    for (const { differences, timesMs } of contenders) {
      expect(differences).toHaveLength(5)
      for (const { name } of measures) expect(timesMs[name][0]).toBeGreaterThan(0)
    }
    expect(venue.facts?.name).toMatch(/^Chromium \d+/)
    expect(venue.facts?.renderer).not.toBe('')
  },
  60_000,
)
