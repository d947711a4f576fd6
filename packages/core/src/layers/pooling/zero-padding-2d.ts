import { zeroPad2d, type ExplicitPadding2d } from '../../ops/index.js'
import { explicitPadding } from '../../ops/window-geometry.js'
import type { Shape, Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import { Windowed, type WindowedOptions } from '../convolution/windowed.js'

/** Zeros around planes; see {@link zeroPadding2d}. */
export class ZeroPadding2d extends Windowed {
  /** [[top, bottom], [left, right]]. */
  readonly padding: readonly [readonly [number, number], readonly [number, number]]

  constructor(padding: ExplicitPadding2d = 1, options: WindowedOptions = {}) {
    super('zeroPadding2d', options)
    this.padding = explicitPadding('zeroPadding2d', padding)
  }

  override get kind(): string {
    return 'ZeroPadding2d'
  }

  protected override get axes(): readonly string[] {
    return ['height', 'width']
  }

  protected override outputOf([height, width, channels]: Shape): Shape {
    const [[top, bottom], [left, right]] = this.padding
    return [height + top + bottom, width + left + right, channels]
  }

  override call(x: Tensor, context: CallContext): Tensor {
    return this.windowed(x, context, (planes) => zeroPad2d(planes, this.padding))
  }
}

/**
 * Zeros around planes: [N, height, width, channels] → [N, top + height + bottom, left + width + right, channels].
 *
 * @param padding one number for all sides, [vertical, horizontal], or [[top, bottom], [left, right]]; default 1
 * @throws OptionError when it is not made of integers from 0 on
 */
export function zeroPadding2d(padding: ExplicitPadding2d = 1, options: WindowedOptions = {}): ZeroPadding2d {
  return new ZeroPadding2d(padding, options)
}
