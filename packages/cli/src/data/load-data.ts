import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { OptionError } from '@evenkeel/core'
import { fashionMnist, mnist, syntheticDigits, type ImageDataset } from '@evenkeel/datasets'
import type { DataOptions } from '../options/training-options.js'
import type { Output } from '../reporting/output.js'
import { DownloadReporter } from './download-progress.js'
import { loadFolder } from './load-folder.js'

const DOWNLOADS = { mnist, 'fashion-mnist': fashionMnist }

/**
 * The data set that `--data` names. The synthetic digits do not depend on `--seed`: runs with several seeds see the
 * same images.
 *
 * @throws OptionError when it is neither a known name nor a folder
 * @throws DatasetError when a file is missing or damaged, or a download fails
 */
export async function loadData(options: DataOptions, output: Output): Promise<ImageDataset> {
  const { data } = options
  if (data === 'digits') return syntheticDigits()
  if (isDownload(data)) return download(data, options, output)
  if (statSync(data, { throwIfNoEntry: false })?.isDirectory()) return loadFolder(data, options)
  throw new OptionError({
    what: `--data ${data}: there is no data set of this name and no folder ${resolve(data)}.`,
    remedy: `Choose digits, ${Object.keys(DOWNLOADS).join(' or ')}, or give the path of a folder of IDX files.`,
  })
}

function isDownload(name: string): name is keyof typeof DOWNLOADS {
  return Object.hasOwn(DOWNLOADS, name)
}

async function download(
  name: keyof typeof DOWNLOADS,
  { cache, mirror }: DataOptions,
  output: Output,
): Promise<ImageDataset> {
  const reporter = new DownloadReporter(output)
  try {
    const onProgress = reporter.report.bind(reporter)
    return await DOWNLOADS[name]({ cacheFolder: cache, baseUrl: mirror, onProgress })
  } finally {
    reporter.stop()
  }
}
