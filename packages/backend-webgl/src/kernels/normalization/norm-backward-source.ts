import type { FusibleActivation } from '@evenkeel/core/backend'
import type { Elementwise, Body } from './view.js'
import type { Merge, Walk } from './channels.js'

/** The gradient behind the activation; without one, dy itself. */
function beforeActivation(dy: string, y: string, activation: FusibleActivation | null): string {
  return activation === null ? dy : `${dy} * activationSlope(${y}, alpha)`
}

/** Assigns sumOut = Σdz and productOut = Σdz·x̂ of a tile, dz being the gradient behind the activation. */
export function tileSums(walk: Walk, activation: FusibleActivation | null): string {
  const { type, lane, fold, each, element } = walk
  const [count, m2, center, residual] = ['count', 'm2', 'center', 'residual'].map(walk.coefficient)
  const gradient = beforeActivation(element('dy'), element('y'), activation)
  return `
    ${type} r = inverseDeviation(${m2}, ${count}, epsilon);
    ${type} c = ${center};
    ${type} h = -${residual} * r;
    ${lane} sums = ${lane}(0.0);
    ${lane} products = ${lane}(0.0);
    ${each(`${lane} g = ${gradient}; sums += g; products += g * ((${element('x')} - c) * r + h);`)}
    sumOut = ${fold('sums')};
    productOut = ${fold('products')};`
}

/** Assigns a = γ·r, b = −r·product/count and d = −sum/count − b·residual from sumOut and productOut of whole channels. */
export function backwardCoefficients(at: Walk | Merge, scaled: boolean): string {
  const { type } = at
  const [count, m2, residual] = ['count', 'm2', 'residual'].map(at.coefficient)
  return `{
    ${type} elements = ${count};
    ${type} inverse = inverseDeviation(${m2}, elements, epsilon);
    a = inverse${scaled ? ` * ${at.shared('gamma')}` : ''};
    b = -(meanOf(productOut, elements) * inverse);
    d = -meanOf(sumOut, elements) - b * ${residual};
  }`
}

/** result = a · ((dz + w · d) + w · b · (x − center)). */
export function inputGradient(at: Elementwise, activation: FusibleActivation | null, weighted: boolean): Body {
  const { type, own, weight, body } = at
  const [center, a, b, d] = ['center', 'a', 'b', 'd'].map(at.coefficient)
  const by = (value: string): string => (weighted ? `weighed(w, ${value})` : value)
  return body(`
    ${weighted ? `${type} w = ${weight('weights')};` : ''}
    ${type} g = ${beforeActivation(own('dy'), own('y'), activation)};
    ${type} slope = ${b} * (${own('x')} - ${center});
    result = ${a} * ((g + ${by(d)}) + ${by('slope')});`)
}
