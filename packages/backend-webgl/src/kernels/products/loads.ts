import { LANES } from '../../texture/layout.js'
import { texelsOf, type Shape } from './shape.js'

/** The constants that {@link loadA} and {@link loadB} use. */
export function blockConstants({ m, n, k }: Shape): Readonly<Record<string, number>> {
  return { m, n, k, mTexels: texelsOf(m), nTexels: texelsOf(n), kTexels: texelsOf(k) }
}

/**
 * `Factor loadA(int item, int rows, int s)`: of rows 4·rows to 4·rows + 3 the elements 4s to 4s + 3, one row a column
 * of the matrix, or a vector of row `rows` alone. What lies past k is 0; rows past m repeat the last one.
 */
export function loadA(shape: Shape, rows: 1 | 4): string {
  const type = rows === 4 ? 'mat4' : 'vec4'
  return `
${type} loadA(int item, int rows, int s) {
  return ${expressionOfA(shape, rows)};
}`
}

function expressionOfA({ k, transposeA }: Shape, rows: 1 | 4): string {
  if (rows === 1) {
    if (!transposeA) return 'aTexel((item * m + rows) * kTexels + s)'
    return `vec4(${four((c) => within(k, c, `a((item * k + 4 * s + ${c}) * m + rows)`, '0.0'))})`
  }
  if (!transposeA) return `mat4(${four((r) => `aTexel((item * m + min(4 * rows + ${r}, m - 1)) * kTexels + s)`)})`
  const along = four((c) => within(k, c, `aTexel((item * k + 4 * s + ${c}) * mTexels + rows)`, 'vec4(0.0)'))
  return `transpose(mat4(${along}))`
}

/**
 * `mat4 loadB(int item, int columns, int s)`: of rows 4s to 4s + 3 the texel `columns`, one row a column of the matrix.
 * What lies past k is 0; columns past n are anything.
 */
export function loadB({ k, transposeB }: Shape): string {
  const along = four((c) => within(k, c, `bTexel((item * k + 4 * s + ${c}) * nTexels + columns)`, 'vec4(0.0)'))
  const across = four((c) => `bTexel((item * n + min(4 * columns + ${c}, n - 1)) * kTexels + s)`)
  return `
mat4 loadB(int item, int columns, int s) {
  return ${transposeB ? `transpose(mat4(${across}))` : `mat4(${along})`};
}`
}

function four(part: (index: number) => string): string {
  return [0, 1, 2, 3].map(part).join(', ')
}

/** Element 4s + index of k, or zero past the end where there is one. */
function within(k: number, index: number, value: string, zero: string): string {
  return k % LANES === 0 ? value : `4 * s + ${index} < k ? ${value} : ${zero}`
}
