import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ReportError } from '../errors.ts'
import { CHECKSUMS_FILE, checksumsText } from './data/checksums.ts'

/** A report directory in the making: files go to a staging folder until {@link publish}. */
export interface ReportDirectory {
  /** `report_YYYYMMDD-HHMMSS_<name>`, with `_2`, `_3`, … where that second is taken. */
  readonly id: string
  /** Where the finished report will stand. */
  readonly path: string
  /** Writes one file; `file` is relative to the report, with `/`. Returns its present absolute path. */
  write(file: string, content: string | Uint8Array): Promise<string>
  /** The content of a file that was written. */
  read(file: string): Promise<Buffer>
  /** The files that were written, in their order, and their sizes in bytes. */
  readonly written: ReadonlyMap<string, number>
  /** Adds the checksums and moves the report to its place in one step: before, nothing of it is there; after, all of it. */
  publish(): Promise<void>
  /** Throws the unfinished report away. */
  discard(): Promise<void>
}

/**
 * Opens a new report directory under `<outputRoot>/reports`. Its files are written under
 * `<outputRoot>/.cache/staging/<id>` (the same file system, so that one rename publishes them),
 * which also reserves the id against reports that start in the same second.
 *
 * @throws ReportError `OUTPUT_NOT_WRITABLE` when nothing can be written below `outputRoot`.
 */
export async function openReportDirectory(options: {
  outputRoot: string
  name: string
  now: Date
  /** The folder of the report, where it is not `<outputRoot>/reports`. */
  reports?: string
}): Promise<ReportDirectory> {
  const { reports = path.join(options.outputRoot, 'reports') } = options
  const staging = path.join(options.outputRoot, '.cache', 'staging')
  const name = `report_${timestamp(options.now)}_${options.name}`
  let id: string
  try {
    await mkdir(reports, { recursive: true })
    await mkdir(staging, { recursive: true })
    id = await reserveId(staging, reports, name)
  } catch (cause) {
    throw new ReportError(
      'OUTPUT_NOT_WRITABLE',
      `Reports cannot be written below "${options.outputRoot}" (${(cause as Error).message}). ` +
        'Choose another place with env.output_root=DIR.',
      { cause },
    )
  }
  return new StagedReportDirectory(id, path.join(reports, id), path.join(staging, id))
}

class StagedReportDirectory implements ReportDirectory {
  readonly id: string
  readonly path: string
  readonly #staging: string
  /** SHA-256 in hex, by file. */
  readonly #sums = new Map<string, string>()
  readonly written = new Map<string, number>()

  constructor(id: string, target: string, staging: string) {
    this.id = id
    this.path = target
    this.#staging = staging
  }

  async write(file: string, content: string | Uint8Array): Promise<string> {
    const target = path.join(this.#staging, file)
    if (!target.startsWith(this.#staging + path.sep)) {
      throw new ReportError('PATH_OUTSIDE_REPORT', `"${file}" would lie outside the report.`)
    }
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, content)
    this.#sums.set(file, createHash('sha256').update(content).digest('hex'))
    this.written.set(file, Buffer.byteLength(content))
    return target
  }

  async read(file: string): Promise<Buffer> {
    return readFile(path.join(this.#staging, file))
  }

  async publish(): Promise<void> {
    await writeFile(path.join(this.#staging, CHECKSUMS_FILE), checksumsText(this.#sums))
    await rename(this.#staging, this.path)
  }

  async discard(): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true })
  }
}

/** Hydra's form of a local time, `YYYYMMDD-HHMMSS`, so that a report stands beside its sweeps. */
export function timestamp(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`
  return `${date}-${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`
}

/**
 * A report holds its id by its staging folder from here until it is published; so an id whose
 * staging folder is ours and whose final place is empty is nobody else's.
 */
async function reserveId(staging: string, reports: string, base: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const id = attempt === 1 ? base : `${base}_${attempt}`
    try {
      await mkdir(path.join(staging, id))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw error
    }
    if (!(await exists(path.join(reports, id)))) return id
    await rm(path.join(staging, id), { recursive: true })
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
