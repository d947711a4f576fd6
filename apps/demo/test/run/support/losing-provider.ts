import { cpu } from '@evenkeel/backend-cpu'
import type { Backend, LossInfo, Provider } from '@evenkeel/core/backend'

/** The cpu, until it is lost: from then on reads reject, as on a GPU whose context went away. */
export function losingProvider(): { readonly provider: Provider; lose(): void } {
  let lose: (info: LossInfo) => void = () => {}
  let isLost = false
  const lost = new Promise<LossInfo>((resolve) => (lose = resolve))
  const provider: Provider = {
    ...cpu,
    async open() {
      const backend = await cpu.open()
      return new Proxy(backend, {
        get(target, name) {
          if (name === 'lost') return lost
          if (name === 'read' && isLost) return () => Promise.reject(new Error('The context is gone.'))
          const value: unknown = target[name as keyof Backend]
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    },
  }
  return {
    provider,
    lose() {
      isLost = true
      lose({ reason: 'the context was lost.', remedy: 'Use another device.' })
    },
  }
}
