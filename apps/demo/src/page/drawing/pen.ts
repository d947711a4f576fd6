import { CANVAS_SIZE, type Point } from './canvas-ink.js'

/** Distance that an arrow key moves the pen, in pixels of the canvas. */
export const PEN_STEP = 10

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -PEN_STEP, y: 0 },
  ArrowRight: { x: PEN_STEP, y: 0 },
  ArrowUp: { x: 0, y: -PEN_STEP },
  ArrowDown: { x: 0, y: PEN_STEP },
}

/** Where a key takes the pen, within the canvas; null for a key that does not move it. */
export function movePen(pen: Point, key: string): Point | null {
  const direction = DIRECTIONS[key]
  if (direction === undefined) return null
  const within = (value: number): number => Math.max(PEN_STEP, Math.min(CANVAS_SIZE - PEN_STEP, value))
  return { x: within(pen.x + direction.x), y: within(pen.y + direction.y) }
}
