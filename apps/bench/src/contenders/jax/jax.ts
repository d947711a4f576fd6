/**
 * The part of jax-js that is used here; the package is not there when this is compiled. Arrays are counted: a function
 * uses up the arrays that it is given, and `ref` gives one that can be used up without losing the array.
 */
export interface Jax {
  readonly numpy: JaxNumpy
  readonly nn: {
    relu(x: JaxArray): JaxArray
    sigmoid(x: JaxArray): JaxArray
    softmax(x: JaxArray): JaxArray
    logSoftmax(x: JaxArray): JaxArray
    oneHot(x: JaxArray, classes: number): JaxArray
  }
  readonly lax: {
    /** x [N, C, H, W], kernel [filters, C, height, width]. */
    convGeneralDilated(x: JaxArray, kernel: JaxArray, strides: number[], padding: 'SAME'): JaxArray
  }
  readonly tree: {
    map<Tree extends JaxTree>(compute: (...leaves: JaxArray[]) => JaxArray, ...trees: Tree[]): Tree
    ref<Tree extends JaxTree>(tree: Tree): Tree
    dispose(tree: JaxTree): void
  }
  init(device: 'wasm'): Promise<string[]>
  defaultDevice(device: 'wasm'): string
  jit<Arguments extends JaxTree[], Result extends JaxTree>(
    compute: (...args: Arguments) => Result,
  ): ((...args: Arguments) => Result) & { dispose(): void }
  /** By the first argument. */
  valueAndGrad<Tree extends JaxTree, Rest extends JaxTree[]>(
    compute: (tree: Tree, ...rest: Rest) => JaxArray,
  ): (tree: Tree, ...rest: Rest) => [JaxArray, Tree]
  vjp(
    compute: (...inputs: JaxArray[]) => JaxArray,
    inputs: JaxArray[],
  ): [JaxArray, ((dy: JaxArray) => JaxArray[]) & { dispose(): void }]
  blockUntilReady<Tree extends JaxTree>(tree: Tree): Promise<Tree>
}

export interface JaxNumpy {
  readonly int32: string
  array(values: Float32Array | Int32Array, options?: { dtype?: string }): JaxArray
  zeros(shape: readonly number[]): JaxArray
  matmul(a: JaxArray, b: JaxArray): JaxArray
  max(x: JaxArray, axes: number[]): JaxArray
  mean(x: JaxArray, axes: number[], options: { keepdims: boolean }): JaxArray
  power(base: number, exponent: JaxArray): JaxArray
  reciprocal(x: JaxArray): JaxArray
  sqrt(x: JaxArray): JaxArray
  square(x: JaxArray): JaxArray
  subtract(a: number, b: JaxArray): JaxArray
  transpose(x: JaxArray, axes?: number[]): JaxArray
}

export interface JaxArray {
  readonly shape: number[]
  readonly ref: JaxArray
  add(other: JaxArray | number): JaxArray
  sub(other: JaxArray): JaxArray
  mul(other: JaxArray | number): JaxArray
  div(other: JaxArray): JaxArray
  sum(): JaxArray
  reshape(shape: number[]): JaxArray
  data(): Promise<Float32Array>
  dispose(): void
}

/** An array, or arrays in lists and objects. */
export type JaxTree = JaxArray | readonly JaxTree[] | { readonly [name: string]: JaxTree }
