import { ReportError } from '../errors.ts'

/** Whether an error is of a file that is not there, not as it should be, or not to be read: not a bug. */
export function isOfFile(error: unknown): boolean {
  return error instanceof ReportError || (error instanceof Error && 'syscall' in error)
}
