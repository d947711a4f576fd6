/** Takes the coefficients of a block over into the float64 memory of a pass. */
export function loadCoefficients(from: Float32Array, start: number, width: number, to: Float64Array): void {
  for (let c = 0; c < width; c++) to[c] = from[start + c]
}
