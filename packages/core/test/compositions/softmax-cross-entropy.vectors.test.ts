import { describe, test } from 'vitest'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import { numbers, tolerance, vectorCases, vectorsPresent } from './support/vectors.js'

const cases = vectorCases('torch/losses.json').filter(
  ({ op, inputs }) => op.startsWith('CrossEntropy') && !inputs.some(({ name }) => name === 'classWeight'),
)

describe.runIf(vectorsPresent)("PyTorch's cross-entropy without class weights", () => {
  test.each(cases)('$name', async ({ op, attributes, inputs, outputs }) => {
    const lab = await openLaboratory()
    const [rows, columns] = inputs[0].shape
    const hasLabels = op === 'CrossEntropy'
    const smoothing = Number(attributes.labelSmoothing)
    // PyTorch smooths given probabilities by s/columns even where a row does not sum to 1, the kernel by Σt · s/columns:
    // so the test hands over probabilities that are smoothed already.
    const smoothed = (t: number) => (1 - smoothing) * t + smoothing / columns
    const target = numbers(inputs, 'target').map((t) => (hasLabels ? t : smoothed(t)))
    const counted = hasLabels ? target.filter((label) => label >= 0).length : rows
    // The kernel gives a loss a row; PyTorch's reductions are the upstream gradient and the sum over the rows.
    const share = attributes.reduction === 'mean' ? 1 / counted : 1
    const reduced = attributes.reduction !== 'none'
    const [loss, probabilities, dlogits] = [rows, rows * columns, rows * columns].map(lab.empty)
    const common = {
      labels: hasLabels ? lab.integers(target) : null,
      targets: hasLabels ? null : lab.floats(target),
      probabilities,
      rows,
      columns,
      labelSmoothing: hasLabels ? smoothing : 0,
    }
    lab.run('softmaxCrossEntropy', { ...common, logits: lab.floats(numbers(inputs, 'logits')), loss })
    const dloss = lab.floats(reduced ? new Array<number>(rows).fill(share) : numbers(inputs, 'dy'))
    lab.run('softmaxCrossEntropyGradient', { ...common, dloss, dlogits })
    const byRow = lab.values(loss)
    const total = byRow.reduce((sum, value) => sum + value * share, 0)
    expectClose(reduced ? [total] : byRow, numbers(outputs, 'loss'), tolerance(outputs, 'loss'))
    expectClose(lab.values(dlogits), numbers(outputs, 'dlogits'), tolerance(outputs, 'dlogits'))
  })
})
