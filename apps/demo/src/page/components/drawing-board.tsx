import { Button, Text } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../protocol/image.js'
import { CANVAS_SIZE, clearCanvas, drawStroke, readInk, showImage, type Point } from '../drawing/canvas-ink.js'
import { mnistImage } from '../drawing/mnist-image.js'
import { movePen } from '../drawing/pen.js'
import { testDigit } from '../drawing/test-digits.js'
import styles from './drawing-section.module.css'
import { useAppState } from './session-context.js'
import { useAttempt } from './use-attempt.js'

/** Time without a stroke after which the drawing is read. */
const QUIET_MS = 40

interface DrawingBoardProps {
  /** [784], or null while nothing is drawn. */
  readonly image: Float32Array | null
  readonly onImage: (image: Float32Array | null) => void
}

/** Draws with mouse, touch, pen or arrow keys, or takes a test image. */
export function DrawingBoard({ image, onImage }: DrawingBoardProps): ReactNode {
  const attempt = useAttempt()
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<Point | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [pen, setPen] = useState<Point>({ x: CANVAS_SIZE / 2, y: CANVAS_SIZE / 2 })
  const [focused, setFocused] = useState(false)
  const [taken, setTaken] = useState<{ index: number; label: number } | null>(null)
  const data = useAppState((state) => state.data)
  useEffect(() => clearCanvas(contextOf(canvas.current!)), [])
  useEffect(() => () => clearTimeout(timer.current), [])

  const stroke = (from: Point, to: Point): void => {
    const context = contextOf(canvas.current!)
    drawStroke(context, from, to)
    setTaken(null)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onImage(mnistImage(readInk(context))), QUIET_MS)
  }
  const clear = (): void => {
    clearTimeout(timer.current)
    clearCanvas(contextOf(canvas.current!))
    setTaken(null)
    onImage(null)
  }
  const take = async (): Promise<void> => {
    const index = taken === null ? 0 : taken.index + 1
    const digit = await testDigit(data, index)
    clearTimeout(timer.current)
    showImage(contextOf(canvas.current!), digit.image)
    setTaken({ index, label: digit.label })
    onImage(digit.image)
  }
  const onPointer = (event: PointerEvent<HTMLCanvasElement>): void => {
    const point = pointOf(event)
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (last.current === null) return
    stroke(last.current ?? point, point)
    last.current = point
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') clear()
    if (event.key === ' ') stroke(pen, pen)
    const next = movePen(pen, event.key)
    if (next !== null) {
      if (!event.shiftKey) stroke(pen, next)
      setPen(next)
    }
    if (next !== null || event.key === ' ') event.preventDefault()
  }

  return (
    <div>
      <div className={styles.board}>
        <canvas
          ref={canvas}
          width={CANVAS_SIZE}
          height={CANVAS_SIZE}
          className={styles.canvas}
          tabIndex={0}
          role="application"
          aria-label="Canvas for a digit"
          aria-describedby="drawing-keys"
          onPointerDown={onPointer}
          onPointerMove={onPointer}
          onPointerUp={() => (last.current = null)}
          onPointerCancel={() => (last.current = null)}
          onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
          onBlur={() => setFocused(false)}
          onKeyDown={onKey}
        />
        {focused && (
          <span
            className={styles.pen}
            style={{ left: `${(100 * pen.x) / CANVAS_SIZE}%`, top: `${(100 * pen.y) / CANVAS_SIZE}%` }}
          />
        )}
      </div>
      <div className={styles.tools}>
        <Button variant="default" onClick={clear} disabled={image === null}>
          Clear
        </Button>
        <Button variant="default" onClick={() => attempt(take)}>
          {taken === null ? 'Take a test digit' : 'Next test digit'}
        </Button>
        <SmallImage image={image} />
      </div>
      <Text size="sm" c="dimmed" mt={8} maw={280} id="drawing-keys">
        {taken === null
          ? 'Arrow keys draw, with Shift they only move the pen; Delete clears. The small image is what the network sees.'
          : `A test image of class ${taken.label}.`}
      </Text>
    </div>
  )
}

/** The image as the network gets it. */
function SmallImage({ image }: { readonly image: Float32Array | null }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    showImage(contextOf(canvas.current!), image ?? new Float32Array(IMAGE_PIXELS))
  }, [image])
  return (
    <canvas
      ref={canvas}
      width={IMAGE_SIDE}
      height={IMAGE_SIDE}
      className={styles.small}
      role="img"
      aria-label="What the network sees: 28 by 28 pixels, centered"
    />
  )
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  return canvas.getContext('2d', { willReadFrequently: true })!
}

function pointOf({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>): Point {
  const scale = CANVAS_SIZE / currentTarget.clientWidth
  return { x: nativeEvent.offsetX * scale, y: nativeEvent.offsetY * scale }
}
