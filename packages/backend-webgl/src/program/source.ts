import { inOrder, literal } from '../glsl/index.js'
import type { Layout } from '../texture/layout.js'
import type { ProgramDefinition } from './definition.js'

type Definition = ProgramDefinition<string, string, string>

/** Words that GLSL ES 3.00 has or reserves and that kernels could hit upon. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'in out inout input output sample filter common active partition cast fixed half long short double union this ' +
    'template external interface flat resource superp smooth step mix mod min max sign abs floor exp log pow sqrt ' +
    'length distance dot any all not index color modulo i t'
  ).split(' '),
)

/** Argument names that the builder adds: log₂ of the output's width and the length of the outputs. */
export const OUTPUT_INTEGERS: readonly string[] = ['outShift', 'outLength']

/** Argument name of log₂ of an input's width. */
export function shiftOf(read: string): string {
  return `${read}Shift`
}

/** The GLSL of a program that stores `stored`, some or all of its outputs. gpu.js calls its arguments `user_NAME`. */
export function sourceOf(definition: Definition, stored: readonly string[]): string {
  const {
    reads,
    writes,
    integers = [],
    floats = [],
    constants = {},
    layouts = {},
    functions = [],
    helpers = '',
  } = definition
  checkNames(definition)
  const uniforms = [
    ...[...OUTPUT_INTEGERS, ...integers].map((name) => [name, `user_${name}`]),
    ...floats.map((name) => [name, `intBitsToFloat(user_${name})`]),
  ]
  return [
    '',
    ...inOrder(functions).map(({ source }) => source),
    ...reads.map((name) => accessors(name, layouts[name])),
    ...Object.entries(constants).map(([name, value]) => `const int ${name} = ${value};`),
    ...writes.map((name) => `vec4 ${globalOf(name)} = vec4(uintBitsToFloat(0x7fc00000u));`),
    ...uniforms.map(([name, value]) => `#define ${name} ${value}`),
    helpers,
    definition.texel === undefined ? elementBody(definition) : texelBody(definition),
    ...uniforms.map(([name]) => `#undef ${name}`),
    `vec4 compute() {`,
    `  computeTexel();`,
    `  return ${globalOf(stored[0])};`,
    '}',
    ...stored.slice(1).map((name, i) => `vec4 target${i + 1}() { return ${globalOf(name)}; }`),
    '',
  ].join('\n')
}

function accessors(name: string, layout: Layout | undefined): string {
  return `
vec4 ${name}Texel(int t) {
  return ${layout === undefined ? fetched(name) : sampled(name, layout)};
}
float ${name}(int i) {
  return ${name}Texel(i >> 2)[i & 3];
}`
}

function fetched(name: string): string {
  const shift = `user_${shiftOf(name)}`
  return `texelFetch(user_${name}, ivec2(t & ((1 << ${shift}) - 1), t >> ${shift}), 0)`
}

/** At the middle of the texel, where rounding cannot miss it; there is one level, and nothing is interpolated. */
function sampled(name: string, { width, height, shift }: Layout): string {
  const scale = `vec2(${literal(1 / width)}, ${literal(1 / height)})`
  return `texture(user_${name}, (vec2(t & ${width - 1}, t >> ${shift}) + 0.5) * ${scale})`
}

/** NaN at first: lanes past the end keep it, so that a kernel that lets them into a sum is soon found out. */
function globalOf(write: string): string {
  return `${write}Target`
}

/** The number of this fragment's texel; those of the last row past the end are not computed. */
const OWN_TEXEL = `
  int t = (int(gl_FragCoord.y) << outShift) | int(gl_FragCoord.x);
  if (4 * t >= outLength) discard;`

function elementBody({ writes, element }: Definition): string {
  const parameters = ['int i', ...writes.map((name) => `out float ${name}`)]
  const lanes = [...'xyzw'].map((lane, i) => {
    const call = `computeElement(4 * t + ${i}, ${writes.map((name) => `${globalOf(name)}.${lane}`).join(', ')});`
    return i === 0 ? call : `if (4 * t + ${i} < outLength) ${call}`
  })
  return `
void computeElement(${parameters.join(', ')}) {
${element}
}
void computeTexel() {${OWN_TEXEL}
  ${lanes.join('\n  ')}
}`
}

function texelBody({ writes, texel }: Definition): string {
  return `
void computeAt(int t, ${writes.map((name) => `out vec4 ${name}`).join(', ')}) {
${texel}
}
void computeTexel() {${OWN_TEXEL}
  computeAt(t, ${writes.map(globalOf).join(', ')});
}`
}

/** Mistakes that would end in an obscure message of a GLSL compiler, or in none. */
function checkNames(definition: Definition): void {
  const { name, reads, writes, integers = [], floats = [], constants = {}, element, texel } = definition
  const names = [...reads, ...writes, ...integers, ...floats, ...Object.keys(constants)]
  const wrong = names.find((word) => !/^[a-zA-Z][a-zA-Z0-9]*$/.test(word) || RESERVED.has(word))
  const twice = names.find((word, i) => names.indexOf(word) !== i)
  const fraction = Object.entries(constants).find(([, value]) => !Number.isInteger(value))
  if (wrong !== undefined) throw new Error(`${name}: '${wrong}' cannot be a name in GLSL`)
  if (twice !== undefined) throw new Error(`${name}: '${twice}' is named twice`)
  if (fraction !== undefined) throw new Error(`${name}: the constant ${fraction[0]} is ${fraction[1]}, no integer`)
  if ((element === undefined) === (texel === undefined))
    throw new Error(`${name}: it needs either an element or a texel body`)
}
