import type { Ink } from './ink.js'
import { IMAGE_SIDE } from '../../protocol/image.js'

/** Side of the canvas in its own pixels, ten for each of the image. */
export const CANVAS_SIZE: number = 10 * IMAGE_SIDE

const PEN_WIDTH = 22

export interface Point {
  readonly x: number
  readonly y: number
}

/** Makes the canvas black. */
export function clearCanvas(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#000'
  context.fillRect(0, 0, CANVAS_SIZE, CANVAS_SIZE)
}

/** A stroke of white ink; a dot where both ends are the same. */
export function drawStroke(context: CanvasRenderingContext2D, from: Point, to: Point): void {
  context.strokeStyle = '#fff'
  context.lineWidth = PEN_WIDTH
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.stroke()
}

/** Shows an image of [784] on the whole canvas. */
export function showImage(context: CanvasRenderingContext2D, image: Float32Array): void {
  const size = context.canvas.width / IMAGE_SIDE
  for (const [index, value] of image.entries()) {
    const level = Math.round(255 * value)
    context.fillStyle = `rgb(${level}, ${level}, ${level})`
    context.fillRect((index % IMAGE_SIDE) * size, Math.floor(index / IMAGE_SIDE) * size, size, size)
  }
}

/** The ink on the canvas. */
export function readInk(context: CanvasRenderingContext2D): Ink {
  const { width, height } = context.canvas
  const { data } = context.getImageData(0, 0, width, height)
  return { values: Float32Array.from({ length: width * height }, (_, index) => data[4 * index] / 255), width, height }
}
