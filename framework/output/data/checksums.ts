import { createHash } from 'node:crypto'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { readBytes } from '../../files/regularFile.ts'

/** In a report's directory: what `sha256sum --check SHA256SUMS` reads. */
export const CHECKSUMS_FILE = 'SHA256SUMS'

const LINE = /^(?<sum>[0-9a-f]{64}) {2}(?<file>.+)$/

/** @param sums SHA-256 in hex, by file relative to the report */
export function checksumsText(sums: ReadonlyMap<string, string>): string {
  const byName = [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
  return byName.map(([file, sum]) => `${sum}  ${file}\n`).join('')
}

/**
 * The files of a report as they were written, by their names relative to it.
 *
 * @param wanted the files that are read and checked, each of which the report must have. Default: all
 * @throws {ReportError} REPORT_DAMAGED for a file that is gone or has changed, or a name that leads
 *   out of the report
 */
export async function readCheckedFiles(
  report: string,
  wanted?: readonly string[],
): Promise<Map<string, Buffer>> {
  const lines = readOf(report, CHECKSUMS_FILE).toString().split('\n')
  const files = new Map<string, Buffer>()
  for (const line of lines.filter((each) => each !== '')) {
    const { sum, file } = LINE.exec(line)?.groups ?? {}
    if (sum === undefined || file === undefined || leadsOut(file)) {
      throw damagedFile(
        path.join(report, CHECKSUMS_FILE),
        `has a line that is not a checksum: ${line.slice(0, 80)}`,
      )
    }
    if (wanted?.includes(file) === false) continue
    const content = readOf(report, file)
    if (createHash('sha256').update(content).digest('hex') !== sum) {
      throw damagedFile(
        path.join(report, file),
        `has changed since the report was made (${CHECKSUMS_FILE})`,
      )
    }
    files.set(file, content)
  }
  const unlisted = wanted?.find((file) => !files.has(file))
  if (unlisted !== undefined) {
    throw damagedFile(path.join(report, CHECKSUMS_FILE), `has no line for ${unlisted}`)
  }
  return files
}

function leadsOut(file: string): boolean {
  return path.isAbsolute(file) || file.split(/[\\/]/).includes('..')
}

function readOf(report: string, name: string): Buffer {
  const file = path.join(report, name)
  try {
    return readBytes(file)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw damagedFile(file, code === 'ENOENT' ? 'is not there' : `cannot be read (${message})`)
  }
}

/** Names a file of a report and what is wrong with it, such as `is not there`. */
export function damagedFile(file: string, problem: string, options?: ErrorOptions): ReportError {
  return new ReportError(
    'REPORT_DAMAGED',
    `${file} ${problem}. Take the report from where it was made, or make it anew.`,
    options,
  )
}
