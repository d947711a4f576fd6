import type { Person } from './person.js'

/** Colors of the lanes on light ground, by the device on which they began. */
export const LANE_COLORS = { cpu: '#b85c00', webgl: '#0067a5', native: '#00785a' } as const

/** How many pixels of each color a chart has. It is brought into view, outside of which nothing is drawn. */
export async function inkOf(person: Person, chart: string, colors: readonly string[]): Promise<readonly number[]> {
  const image = person.page.getByRole('img', { name: new RegExp(`^${chart}\\.`) })
  await image.scrollIntoViewIfNeeded()
  return image.evaluate((element, wanted) => {
    const canvas = element.querySelector('canvas')
    if (canvas === null) return wanted.map(() => 0)
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    return wanted.map((color) => {
      const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
      let count = 0
      for (let i = 0; i < data.length; i += 4) {
        const distance = Math.abs(data[i] - red) + Math.abs(data[i + 1] - green) + Math.abs(data[i + 2] - blue)
        if (distance < 12 && data[i + 3] > 250) count += 1
      }
      return count
    })
  }, colors)
}
