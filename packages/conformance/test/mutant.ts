import type { Backend, KernelName, Kernels, Provider } from '@evenkeel/core/backend'
import { NonConformance, runConformance } from '@evenkeel/conformance'
import { expect, test } from 'vitest'
import { decorate } from '../src/decorators/decorate.js'
import { naive } from './naive-backend/provider.js'

/** A backend with one bug planted in one kernel. */
export interface Mutant {
  readonly bug: string
  readonly kernel: KernelName
  /** The kernel with the bug, from the right ones. */
  readonly plant: (kernels: Kernels, backend: Backend) => Partial<Kernels>
  readonly provider?: Provider<unknown>
  /** Whether the bug is that the kernel throws; all others answer, wrongly. */
  readonly throws?: boolean
}

/** The suite finds the bug and names the kernel. */
export function mutantIsCaught({ bug, kernel, plant, provider = naive, throws = false }: Mutant): void {
  test(`${kernel}: ${bug}`, async () => {
    const mutated = decorate(provider, (backend) => ({
      kernels: { ...backend.kernels, ...plant(backend.kernels, backend) },
    }))
    const report = await runConformance({ provider: mutated, only: new RegExp(`^${kernel}: `) })
    const failures = report.results.filter(({ status }) => status === 'failed')
    expect(failures.length).toBeGreaterThan(0)
    for (const { error } of failures) {
      expect(error).toBeInstanceOf(NonConformance)
      expect((error as NonConformance).subject).toContain(kernel)
      expect((error as NonConformance).message.includes('threw')).toBe(throws)
    }
  })
}
