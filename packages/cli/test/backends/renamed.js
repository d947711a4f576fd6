import { cpu } from '@evenkeel/backend-cpu'

/** The CPU backend under another name: somebody else's backend. */
export const renamed = {
  ...cpu,
  name: 'renamed',
  open: async () => Object.assign(await cpu.open(), { name: 'renamed' }),
}
