import { compiledFile } from '../../../compiledFile.ts'
import { ReportError } from '../../../errors.ts'
import { askWorker } from '../../../files/askWorker.ts'
import type { MappingQuestion, MappingReply } from './virtualMappingWorker.ts'

/** A mapping that is whole takes milliseconds. */
const TIME_LIMIT_MS = 1500

/**
 * Refuses a virtual dataset whose mapping is damaged so that HDF5 never ends to read it: it is asked in a thread
 * that can be ended, before this one reads the mapping.
 *
 * @throws {ReportError} DATA_FILE_UNREADABLE
 */
export async function expectReadableMapping(dataset: {
  readonly in: { readonly path: string }
  readonly name: string
}): Promise<void> {
  const question: MappingQuestion = { path: dataset.in.path, dataset: dataset.name }
  const worker = compiledFile('inference/data/hdf5/virtualMappingWorker')
  const { problem } = await askWorker<MappingReply>(worker, question, {
    timeLimitMs: TIME_LIMIT_MS,
  })
  if (problem === undefined) return
  throw new ReportError(
    'DATA_FILE_UNREADABLE',
    `What the virtual dataset ${dataset.name} of ${question.path} is made of cannot be read: ${problem}. Make the file again.`,
  )
}
