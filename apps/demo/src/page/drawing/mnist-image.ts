import { IMAGE_PIXELS, IMAGE_SIDE } from '../../protocol/image.js'
import { centerOfMass, inkBox, resample, type Ink } from './ink.js'

/** Side of the box that the digits of MNIST fit. */
const BOX_SIDE = 20

/**
 * Ink as MNIST prepares it (LeCun, Cortes and Burges): the box around it is scaled to fit 20×20 with its proportions
 * kept, and its center of mass is put into the middle of 28×28, to the next whole pixel.
 *
 * @returns [784] in 0…1; all 0 where there is no ink
 */
export function mnistImage(ink: Ink): Float32Array {
  const image = new Float32Array(IMAGE_PIXELS)
  const box = inkBox(ink)
  if (box === null) return image
  const [boxWidth, boxHeight] = [box.right - box.left, box.bottom - box.top]
  const scale = BOX_SIDE / Math.max(boxWidth, boxHeight)
  const width = Math.max(1, Math.round(boxWidth * scale))
  const height = Math.max(1, Math.round(boxHeight * scale))
  const digit = resample(ink, box, width, height)
  const center = centerOfMass(digit) ?? { x: width / 2, y: height / 2 }
  const left = offset(center.x, width)
  const top = offset(center.y, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) image[(top + y) * IMAGE_SIDE + left + x] = digit.values[y * width + x]
  }
  return image
}

/** Where the digit begins so that its center is in the middle and all of it inside. */
function offset(center: number, length: number): number {
  return Math.max(0, Math.min(IMAGE_SIDE - length, Math.round(IMAGE_SIDE / 2 - center)))
}
