import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ReportError } from '../errors.ts'
import { makeFolder, makeOneFolder } from '../files/makeFolder.ts'
import { readBytes } from '../files/regularFile.ts'
import { removeOnExit } from '../files/removeOnExit.ts'
import { CHECKSUMS_FILE, checksumsText } from './data/checksums.ts'
import { ENDED_FOLDER } from './endLiveReport.ts'
import { reserveId, timestamp } from './reportId.ts'
import { replaceFolder } from './staging/earlierState.ts'
import { chooseStagingFolder } from './staging/stagingFolder.ts'
import { isOwnRecord, recordFile, writeRecord } from './staging/stagingRecord.ts'
import { whereWritable } from './whereWritable.ts'

/** A report directory in the making: files go to a staging folder until {@link publish}. */
export interface ReportDirectory {
  /** `report_YYYYMMDD-HHMMSS_<name>`, with `_2`, `_3`, … where that second is taken. */
  readonly id: string
  /** Where the finished report will stand. */
  readonly path: string
  /** Where its files are until then, absolute. */
  readonly staging: string
  /**
   * Writes one file; `file` is relative to the report, with `/`. Returns its present absolute path.
   *
   * @param ended what stands there once the report no longer follows its runs, where that differs
   */
  write(file: string, content: string | Uint8Array, ended?: string | Uint8Array): Promise<string>
  /**
   * Writes one file that is made from a text and from nothing else. Where the report takes the place of an
   * earlier state, the file is taken over from there if it was made from the same.
   */
  writeMade(file: string, from: string, make: () => Promise<Uint8Array>): Promise<string>
  /** Of the files that were made from a text: its hash, by file. */
  readonly madeFrom: ReadonlyMap<string, string>
  /** The content of a file that was written. */
  read(file: string): Promise<Buffer>
  /** The files that were written, in their order, and their sizes in bytes. */
  readonly written: ReadonlyMap<string, number>
  /**
   * Adds the checksums and moves the report to its place in one step: before, nothing of it is there;
   * after, all of it. Where it takes the place of an earlier state, that is moved away just before.
   *
   * @param runsToLink runs that are to get its pointer lines, absolute; say so with `linked` when they
   *   have them. Should this process die in between, a later one writes them
   * @throws {ReportError} OUTPUT_NOT_WRITABLE
   */
  publish(runsToLink?: readonly string[]): Promise<void>
  /** The runs have their pointer lines. */
  linked(): Promise<void>
  /** Throws the unfinished report away. */
  discard(): Promise<void>
}

/** An earlier state of a report, whose place a new one takes. */
export interface EarlierReport {
  readonly id: string
  /** Of its files that were made from a text: its hash, by file. */
  readonly madeFrom: Readonly<Record<string, string>>
}

/**
 * Opens a new report directory under `<outputRoot>/reports`. Its files are written under
 * `<outputRoot>/.cache/staging/<id>` (the same file system, so that one rename publishes them),
 * which also reserves the id against reports that start in the same second.
 *
 * @throws {ReportError} OUTPUT_NOT_WRITABLE when nothing can be written below `outputRoot`.
 */
export async function openReportDirectory(options: {
  outputRoot: string
  name: string
  now: Date
  /** The folder of the report, where it is not `<outputRoot>/reports`. */
  reports?: string
  /** A report of this process, whose place the new one takes. Default: an id of its own. */
  replaces?: EarlierReport | undefined
}): Promise<ReportDirectory> {
  const { reports = path.join(options.outputRoot, 'reports'), replaces } = options
  const name = `report_${timestamp(options.now)}_${options.name}`
  return whereWritable(options.outputRoot, async () => {
    await makeFolder(reports)
    const staging = await chooseStagingFolder(options.outputRoot, reports)
    const id = replaces?.id ?? (await reserveId(staging, reports, name))
    if (replaces !== undefined) await emptyFolder(path.join(staging, replaces.id))
    const directory = new StagedReportDirectory(path.join(reports, id), path.join(staging, id), {
      outputRoot: options.outputRoot,
      earlier: replaces,
    })
    await directory.claim()
    return directory
  })
}

class StagedReportDirectory implements ReportDirectory {
  readonly id: string
  readonly path: string
  readonly staging: string
  readonly #outputRoot: string
  readonly #earlier: EarlierReport | undefined
  /** Call off what happens to the staging folder, and to the record beside it, if the process ends. */
  #keepStaging = () => {}
  #keepRecord = () => {}
  /** SHA-256 in hex, by file. */
  readonly #sums = new Map<string, string>()
  /** Of the files that differ once the report has ended. */
  readonly #endedSums = new Map<string, string>()
  readonly written = new Map<string, number>()
  readonly #folders = new Set<string>()
  readonly madeFrom = new Map<string, string>()

  constructor(
    target: string,
    staging: string,
    { outputRoot, earlier }: { outputRoot: string; earlier: EarlierReport | undefined },
  ) {
    this.#outputRoot = outputRoot
    this.id = path.basename(target)
    this.path = target
    this.staging = staging
    this.#earlier = earlier
  }

  /** Says whose the staging folder is. */
  async claim(): Promise<void> {
    let isClaimed = false
    // Whoever abandoned the report may have let another one have its name.
    const isOwn = () => !isClaimed || isOwnRecord(this.staging)
    this.#keepStaging = removeOnExit(this.staging, isOwn)
    this.#keepRecord = removeOnExit(recordFile(this.staging), isOwn)
    await writeRecord(this.staging, { target: this.path, runsToLink: [] })
    isClaimed = true
  }

  async write(
    file: string,
    content: string | Uint8Array,
    ended: string | Uint8Array = content,
  ): Promise<string> {
    if (ended !== content) {
      await this.#write(path.join(ENDED_FOLDER, file), ended)
      this.#endedSums.set(file, sha256(ended))
    }
    const target = await this.#write(file, content)
    // A report that goes on without the file must not vouch for it.
    this.#sums.set(file, sha256(content))
    this.written.set(file, Buffer.byteLength(content))
    return target
  }

  async writeMade(file: string, from: string, make: () => Promise<Uint8Array>): Promise<string> {
    const hash = sha256(from)
    const isSame = this.#earlier?.madeFrom[file] === hash
    const earlier = isSame ? readIfThere(path.join(this.path, file)) : undefined
    this.madeFrom.set(file, hash)
    return this.write(file, earlier ?? (await make()))
  }

  async #write(file: string, content: string | Uint8Array): Promise<string> {
    const target = path.join(this.staging, file)
    if (!target.startsWith(this.staging + path.sep)) {
      throw new ReportError('PATH_OUTSIDE_REPORT', `"${file}" would lie outside the report.`)
    }
    const folder = path.dirname(target)
    return whereWritable(this.#outputRoot, async () => {
      await this.#makeFolder(folder)
      await writeWhole(target, content)
      return target
    })
  }

  /** The report's own folder is there already: where it was taken away, no part of it comes back. */
  async #makeFolder(folder: string): Promise<void> {
    if (folder === this.staging || this.#folders.has(folder)) return
    await this.#makeFolder(path.dirname(folder))
    await makeOneFolder(folder)
    this.#folders.add(folder)
  }

  async read(file: string): Promise<Buffer> {
    return whereWritable(this.#outputRoot, async () => readBytes(path.join(this.staging, file)))
  }

  async publish(runsToLink: readonly string[] = []): Promise<void> {
    await this.#write(CHECKSUMS_FILE, checksumsText(this.#sums))
    if (this.#endedSums.size > 0) {
      const sums = checksumsText(new Map([...this.#sums, ...this.#endedSums]))
      await this.#write(path.join(ENDED_FOLDER, CHECKSUMS_FILE), sums)
    }
    await whereWritable(this.#outputRoot, async () => {
      await writeRecord(this.staging, { target: this.path, runsToLink: [...runsToLink] })
      // From here on, only the record says what is to be done; it must outlive this process.
      this.#keepRecord()
      if (this.#earlier) await replaceFolder(this.path, this.staging)
      else await rename(this.staging, this.path)
    })
    this.#keepStaging()
    if (runsToLink.length === 0) await this.linked()
  }

  async linked(): Promise<void> {
    await rm(recordFile(this.staging), { force: true })
  }

  async discard(): Promise<void> {
    await rm(this.staging, { recursive: true, force: true })
    await rm(recordFile(this.staging), { force: true })
    this.#keepStaging()
    this.#keepRecord()
  }
}

/** A report may go on without a file that could not be written; half of it must not stay. */
async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content)
  } catch (error) {
    await rm(file, { recursive: true, force: true })
    throw error
  }
}

async function emptyFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
}

function readIfThere(file: string): Buffer | undefined {
  return existsSync(file) ? readBytes(file) : undefined
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
