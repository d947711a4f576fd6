/** A float32 number as GLSL, bit for bit: compilers may round decimals otherwise, and know no word for −0 or ∞. */
export function literal(value: number): string {
  const [bits] = new Uint32Array(Float32Array.of(value).buffer)
  return `uintBitsToFloat(0x${bits.toString(16)}u)`
}
