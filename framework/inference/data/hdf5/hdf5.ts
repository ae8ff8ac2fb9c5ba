import { resolve } from 'node:path'
import type { File } from 'h5wasm/node'
import { ReportError } from '../../../errors.ts'
import { whyNoFile } from '../../../files/regularFile.ts'
import { slashedPath } from '../../../files/windowsPath.ts'
import { type Hdf5Library, loadHdf5Library } from './hdf5Library.ts'

/** An HDF5 file that is open for reading. */
export interface Hdf5File {
  readonly path: string
  readonly file: File
  readonly library: Hdf5Library
  readonly close: () => void
}

/**
 * Opens an HDF5 file for reading, in place.
 *
 * @param mayOpen whether HDF5 may open another file that this one names. Default: none
 * @throws {ReportError} DATA_FILE_NOT_FOUND, or `DATA_FILE_UNREADABLE` if it is not a whole HDF5
 *   file
 */
export async function openHdf5(
  path: string,
  mayOpen: (file: string) => boolean = () => false,
): Promise<Hdf5File> {
  const own = resolve(path)
  const library = (await loadHdf5Library()).guardedBy((file) => file === own || mayOpen(file))
  const problem = whyNoFile(path)
  if (problem !== undefined) {
    throw new ReportError(
      'DATA_FILE_NOT_FOUND',
      `Data file ${path} ${problem}. ` +
        'Point to it with data.path=…, or in the name of its dataset under data.datasets.',
    )
  }
  const { value: file, reason } = library.attempt(() => new library.File(slashedPath(path), 'r'))
  if (file === undefined || file.file_id < 0n) {
    throw new ReportError(
      'DATA_FILE_UNREADABLE',
      `Data file ${path} is not a readable HDF5 file (${whatToDo(reason)}): ${reason}.`,
    )
  }
  return {
    path,
    file,
    library,
    close: () => {
      library.attempt(() => file.close())
    },
  }
}

function whatToDo(reason: string): string {
  if (/truncated/.test(reason)) return 'it was cut off: copy it again'
  if (/signature/.test(reason)) return 'it has another format'
  return 'check that it may be read and is not being written'
}
