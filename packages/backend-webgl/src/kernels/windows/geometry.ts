import type { Window } from '@evenkeel/core/backend'

/** A window's geometry without its batch: programs are compiled for it and serve batches of every size. */
export type Geometry = Readonly<Record<Exclude<keyof Window, 'batch'>, number>>

/** In an order of its own, so that equal geometries are equal keys of a family of programs. */
export function geometryOf(window: Window): Geometry {
  return {
    height: window.height,
    width: window.width,
    channels: window.channels,
    kernelHeight: window.kernelHeight,
    kernelWidth: window.kernelWidth,
    strideHeight: window.strideHeight,
    strideWidth: window.strideWidth,
    dilationHeight: window.dilationHeight,
    dilationWidth: window.dilationWidth,
    paddingTop: window.paddingTop,
    paddingLeft: window.paddingLeft,
    outHeight: window.outHeight,
    outWidth: window.outWidth,
  }
}
