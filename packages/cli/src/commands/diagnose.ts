import { diagnose, openDevice, type Callback, type Finding } from '@evenkeel/core'
import type { Command } from 'commander'
import { loadData } from '../data/load-data.js'
import { chooseProvider } from '../devices/choose-provider.js'
import { deviceOption } from '../options/device-option.js'
import { parseShare } from '../options/numbers.js'
import { addTrainingOptions, type TrainingOptions } from '../options/training-options.js'
import { EpochReporter } from '../reporting/epoch-reporter.js'
import { Output } from '../reporting/output.js'
import { describeResult, describeTask } from '../reporting/training-report.js'
import { samplesOf } from '../training/networks.js'
import { trainNetwork } from '../training/train-network.js'

interface DiagnoseOptions extends TrainingOptions {
  readonly device?: string
  readonly momentum?: number
}

/** Adds `evenkeel diagnose`. */
export function addDiagnoseCommand(program: Command): void {
  const command = program
    .command('diagnose')
    .description('Train as train does, then tell what is wrong with the batch normalization, and what to do.')
    .addOption(deviceOption())
  addTrainingOptions(command)
    .option('--momentum <share>', 'weight of the old running statistics (default: 0.99)', parseShare)
    .action((options: DiagnoseOptions) => trainAndDiagnose(options))
}

async function trainAndDiagnose(options: DiagnoseOptions): Promise<void> {
  const { network, schedule, momentum } = options
  const output = new Output(options.json)
  const provider = await chooseProvider(options.device)
  const device = await openDevice(provider)
  const reporter = new EpochReporter(output, options.epochs)
  const findings: Finding[] = []
  try {
    const dataset = await loadData(options, output)
    const examiner: Callback = {
      async onTrainEnd({ model }) {
        const samples = samplesOf(network, dataset.train)
        const diagnosis = await diagnose(model, samples, { batchSize: options.batchSize })
        findings.push(...diagnosis.findings)
      },
    }
    const task = { device, dataset, options, batchNorm: true, momentum, callbacks: [reporter, examiner] }
    describeTask(output, task)
    const result = await trainNetwork(task)
    describeResult(output, result)
    describeFindings(output, findings)
    output.result({ device: device.name, data: options.data, network, schedule, findings })
  } finally {
    reporter.stop()
    device.close()
  }
}

function describeFindings(output: Output, findings: readonly Finding[]): void {
  const { bold, yellow } = output.colors
  if (findings.length === 0) output.line('\nNo findings.')
  for (const { layer, illness, description, meaning, remedy } of findings) {
    output.line(`\n${yellow(illness)} in ${bold(layer)}`)
    for (const text of [description, meaning, remedy]) output.line(`  ${text}`)
  }
}
