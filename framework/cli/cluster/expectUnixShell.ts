import { ReportError } from '../../errors.ts'

/**
 * Jobs are scripts for a Unix shell, whatever runs them.
 *
 * @throws {ReportError} SUBMIT_FAILED on Windows, with what does the same there
 */
export function expectUnixShell(platform = process.platform): void {
  if (platform !== 'win32') return
  throw new ReportError(
    'SUBMIT_FAILED',
    'Jobs are scripts for a Unix shell, which Windows does not have: submit them from WSL or from the cluster. ' +
      'Without jobs, --shard 1/N … N/N and then the report do the same.',
  )
}
