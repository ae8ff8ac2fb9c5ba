import { ReportError } from '../../errors.ts'
import type { Hdf5Files } from './hdf5/hdf5Links.ts'
import { RowReader } from './hdf5/rowReader.ts'

/**
 * A dataset by its name.
 *
 * @param advice ends the error's sentence
 * @throws {ReportError} DATASET_NOT_FOUND with the names that there are, and as `Hdf5Files.find` and `RowReader` do
 */
export async function openRows(files: Hdf5Files, name: string, advice = ''): Promise<RowReader> {
  const found = await files.find(name)
  if (found) return new RowReader(found)
  const { path, names } = await files.beside(name)
  const problem = (await files.isGroup(name))
    ? `${name} of ${path} is a group, not a dataset`
    : `There is no dataset ${name} of ${path}`
  throw new ReportError(
    'DATASET_NOT_FOUND',
    `${problem}; it has: ${names.join(', ') || 'nothing'}. ` +
      `Name the right one under data.datasets.${advice}`,
  )
}
