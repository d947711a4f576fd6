import { cpu } from '@evenkeel/backend-cpu'

/** A backend whose kernel `fill` is off by one. */
export const wrongFill = {
  ...cpu,
  name: 'wrong-fill',
  open: async () => {
    const backend = await cpu.open()
    const { kernels } = backend
    const fill = ({ value, ...rest }) => kernels.fill({ ...rest, value: value + 1 })
    return Object.assign(backend, { name: 'wrong-fill', kernels: { ...kernels, fill } })
  },
}
