/** Words for why a run, or something in it, is left out. */
import { isOfFile } from '../files/isOfFile.ts'
import { RUN_FILES } from './runFiles.ts'

export const NO_CONFIG = `there is neither ${RUN_FILES.config} nor ${RUN_FILES.olderConfig}`

/** An error's own words, for the sentences that wrap it. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * Why a run could not be read. What neither its files nor the system explain is a mistake in this
 * program: said so, with the stack where `HYDRA_FULL_ERROR=1` asks for it.
 */
export function describeSkip(error: unknown): string {
  if (isOfFile(error)) return describeError(error)
  const wantsStack = process.env.HYDRA_FULL_ERROR === '1' && error instanceof Error
  const told = wantsStack ? error.stack : String(error)
  return `this is a bug of thesis-report, not a fault of the run: ${told}`
}
