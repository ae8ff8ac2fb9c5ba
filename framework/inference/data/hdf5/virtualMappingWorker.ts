/** The thread that reads the mapping of a virtual dataset, to see whether that ever ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { slashedPath } from '../../../files/windowsPath.ts'
import { loadHdf5Library } from './hdf5Library.ts'

export interface MappingQuestion {
  /** Of the HDF5 file. */
  readonly path: string
  /** Its name in the file. */
  readonly dataset: string
}

/** Without a problem, reading ends. */
export interface MappingReply {
  readonly problem?: string
}

const { path, dataset } = workerData as MappingQuestion
const library = (await loadHdf5Library()).guardedBy((file) => file === path)
// What fails without hanging fails the same where the file is read, with more words.
library.attempt(() => {
  const file = new library.File(slashedPath(path), 'r')
  return new library.Dataset(file.file_id, dataset).metadata
})
const reply: MappingReply = {}
parentPort?.postMessage(reply)
