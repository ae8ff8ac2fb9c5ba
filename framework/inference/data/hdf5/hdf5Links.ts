import { statSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { ReportError } from '../../../errors.ts'
import { liesBeside } from '../../../files/liesBelow.ts'
import { isRegularFile } from '../../../files/regularFile.ts'
import { type Hdf5File, openHdf5 } from './hdf5.ts'
import { expectReadableMapping } from './virtualMapping.ts'

/** Links that are followed one after another before a circle is suspected. */
const MAX_LINKS = 16

/** Between the name of a file and that of a dataset in it. */
const FILE_MARK = '::'

/** A dataset where it really is. */
export interface FoundDataset {
  readonly in: Hdf5File
  /** Within that file, from its root. */
  readonly name: string
  /** Of all files that it may be made of. */
  readonly nBytes: number
}

/**
 * The files that a data config leads to: the one it names, and those that datasets, external links
 * and virtual datasets refer to. Each is opened once; close them together.
 */
export class Hdf5Files {
  readonly #main: string
  readonly #followExternal: boolean
  readonly #open = new Map<string, Hdf5File>()
  /** What the library opened by itself: files of plain numbers that datasets keep theirs in. */
  readonly #others = new Set<string>()

  /**
   * @param main the file that names without a file of their own refer to
   * @param options.followExternal whether others may lie outside of its folder
   */
  constructor(
    main: string,
    { followExternal = false }: { readonly followExternal?: boolean | undefined } = {},
  ) {
    this.#main = main
    this.#followExternal = followExternal
  }

  /** All files so far, that of the config first. */
  get paths(): string[] {
    return [...new Set([...this.#open.keys(), ...this.#others])]
  }

  close(): void {
    for (const file of this.#open.values()) file.close()
    this.#open.clear()
  }

  /**
   * Finds a dataset by its name, such as `X_test`, `test/x` or `other.h5::test/x`; a file beside the
   * main one is named relative to that one's folder. Links are followed, and every source of a
   * virtual dataset must be there: HDF5 itself would read zeros in its place.
   *
   * @returns undefined if there is none of that name
   * @throws {ReportError} as `openHdf5`, `DATA_SOURCE_MISSING`, `DATA_FILE_OUTSIDE` for a file outside of the
   *   main one's folder, and `DATA_FILE_UNREADABLE` for a dataset that is there and cannot be read
   */
  async find(name: string): Promise<FoundDataset | undefined> {
    // The main file comes first, so that it is the first that is reported.
    await this.#opened(this.#main)
    const { path, within } = this.#parse(name)
    if (path !== this.#main && isRegularFile(path)) this.#expectBeside(path, name)
    return this.#follow(path, within, name, 0)
  }

  /** The file that a dataset's name leads to, and the names of the groups and datasets in it. */
  async beside(name: string): Promise<{ readonly path: string; readonly names: string[] }> {
    const { path } = this.#parse(name)
    return { path, names: namesIn(await this.#opened(path)) }
  }

  /** Shapes of the datasets of the file that a dataset's name leads to, as far as they are in it. */
  async shapesBeside(name: string): Promise<ReadonlyMap<string, readonly number[]>> {
    const { path, names } = await this.beside(name)
    const { file, library } = await this.#opened(path)
    return new Map(
      names.flatMap((each) => {
        const found = library.attempt(() => file.get(each)).value
        const shape = found instanceof library.Dataset ? found.shape : undefined
        return shape ? [[each, shape]] : []
      }),
    )
  }

  /** Whether a name is that of a group. */
  async isGroup(name: string): Promise<boolean> {
    const { path, within } = this.#parse(name)
    const { file, library } = await this.#opened(path)
    return library.attempt(() => file.get(within)).value instanceof library.Group
  }

  #parse(name: string): { readonly path: string; readonly within: string } {
    const at = name.indexOf(FILE_MARK)
    if (at < 0) return { path: this.#main, within: name }
    const path = resolve(dirname(this.#main), name.slice(0, at))
    return { path, within: name.slice(at + FILE_MARK.length) }
  }

  #mayFollow(file: string): boolean {
    return this.#followExternal || file === this.#main || liesBeside(this.#main, file)
  }

  async #opened(path: string): Promise<Hdf5File> {
    const open = this.#open.get(path) ?? (await openHdf5(path, (file) => this.#opensItself(file)))
    this.#open.set(path, open)
    return open
  }

  /** Whether the library may, and remembers it. */
  #opensItself(file: string): boolean {
    if (!isRegularFile(file) || !this.#mayFollow(file)) return false
    this.#others.add(file)
    return true
  }

  async #follow(
    path: string,
    name: string,
    asked: string,
    nLinks: number,
  ): Promise<FoundDataset | undefined> {
    if (nLinks > MAX_LINKS) throw inCircle(asked, `${name} of ${path}`)
    const open = await this.#opened(path)
    const { file, library } = open
    const parts = name.split('/').filter((part) => part !== '')
    for (const [i] of parts.entries()) {
      const prefix = `/${parts.slice(0, i + 1).join('/')}`
      const rest = parts.slice(i + 1)
      const soft = library.attempt(() => file.get_link(prefix)).value
      if (soft) {
        const target = soft.startsWith('/') ? soft : `/${[...parts.slice(0, i), soft].join('/')}`
        const link = `${prefix} of ${path} is a link to ${soft}`
        return this.#throughLink({ path, target, rest, link }, asked, nLinks)
      }
      const external = library.attempt(() => file.get_external_link(prefix)).value
      if (external?.filename) {
        const file = referredFile(path, external.filename)
        const link = `${prefix} of ${path} is a link to ${external.filename}`
        if (file === undefined) throw missing(asked, link)
        this.#expectBeside(file, asked)
        const target = external.obj_path
        const toPart = { path: file, target, rest, link: `${link}${FILE_MARK}${target}` }
        return this.#throughLink(toPart, asked, nLinks)
      }
    }
    const { value: found, reason } = library.attempt(() => file.get(name))
    if (!(found instanceof library.Dataset)) {
      // What has no readable header is given as a group.
      if (reason !== '' && isListed(open, parts)) throw unreadable(asked, path)
      return undefined
    }
    await this.#checkSources({ in: open, name }, asked, nLinks)
    const nBytes = this.paths.reduce((sum, each) => sum + statSync(each).size, 0)
    return { in: open, name, nBytes }
  }

  /** @throws {ReportError} DATA_SOURCE_MISSING where the link leads nowhere */
  async #throughLink(
    { path, target, rest, link }: Link,
    asked: string,
    nLinks: number,
  ): Promise<FoundDataset | undefined> {
    const found = await this.#follow(path, [target, ...rest].join('/'), asked, nLinks + 1)
    if (found === undefined && !isThere(await this.#opened(path), target)) {
      throw missing(asked, link)
    }
    return found
  }

  #expectBeside(file: string, asked: string): void {
    if (!this.#mayFollow(file)) throw outside(`dataset ${asked} of ${this.#main}`, file)
  }

  async #checkSources(
    dataset: Pick<FoundDataset, 'in' | 'name'>,
    asked: string,
    nLinks: number,
  ): Promise<void> {
    const { path, file, library } = dataset.in
    const readMetadata = () => new library.Dataset(file.file_id, dataset.name).metadata
    const { value, needsHeap } = library.attemptWithoutHeap(readMetadata)
    if (needsHeap) await expectReadableMapping(dataset)
    const metadata = needsHeap ? library.attempt(readMetadata).value : value
    for (const { file_name, dset_name } of metadata?.virtual_sources ?? []) {
      for (const [fileName, name] of numbered(file_name, dset_name, path)) {
        const target = fileName === '.' ? path : referredFile(path, fileName)
        if (target !== undefined) this.#expectBeside(target, asked)
        const source =
          target === undefined ? undefined : await this.#follow(target, name, asked, nLinks + 1)
        if (source === undefined) {
          throw missing(asked, `it is made of ${name} of ${fileName}, as ${path} says`)
        }
      }
    }
  }
}

/** A link on the way to a dataset. */
interface Link {
  /** The file that it leads to. */
  readonly path: string
  /** What it leads to in that file. */
  readonly target: string
  /** The names that follow. */
  readonly rest: readonly string[]
  /** Where it stands and where it leads, for messages. */
  readonly link: string
}

function isThere({ file, library }: Hdf5File, name: string): boolean {
  return (library.attempt(() => file.get(name)).value ?? null) !== null
}

/** The names of the groups and datasets of a file. */
function namesIn({ file, library }: Hdf5File): string[] {
  return library.attempt(() => file.paths()).value ?? []
}

/** Whether the group around it has the name, whatever can be read of what is called so. */
function isListed({ file, library }: Hdf5File, parts: readonly string[]): boolean {
  const around = parts.slice(0, -1).join('/')
  const names = library.attempt(() => {
    const group = around === '' ? file : file.get(around)
    return group instanceof library.Group ? group.keys() : []
  }).value
  return names?.includes(parts.at(-1) ?? '') ?? false
}

/** Where HDF5 looks for a file that another one refers to; undefined if it is in neither place. */
function referredFile(from: string, name: string): string | undefined {
  const places = isAbsolute(name)
    ? [name, join(dirname(from), name.slice(name.lastIndexOf('/') + 1))]
    : [resolve(dirname(from), name), resolve(name)]
  return places.find(isRegularFile)
}

/** Sources of a numbered series, such as `part%b.h5`, of which the first must be there. */
function numbered(fileName: string, name: string, from: string): [file: string, name: string][] {
  const isSeries = /%b/.test(fileName + name)
  const nth = (n: number): [string, string] => [
    fileName.replaceAll('%b', String(n)),
    name.replaceAll('%b', String(n)),
  ]
  const sources = [nth(0)]
  if (!isSeries || !fileName.includes('%b')) return sources
  for (let n = 1; referredFile(from, nth(n)[0]) !== undefined; n++) sources.push(nth(n))
  return sources
}

/** @param where names the dataset and its file */
export function outside(where: string, file: string): ReportError {
  return new ReportError(
    'DATA_FILE_OUTSIDE',
    `The ${where} leads to ${file}, which is outside of the folder of the data file, or not a regular file: ` +
      'not read. Copy it there, or give security.follow_external=true.',
  )
}

/** Else labels that the disk does not give would count as none. */
function unreadable(name: string, path: string): ReportError {
  return new ReportError(
    'DATA_FILE_UNREADABLE',
    `The dataset ${name} of ${path} cannot be read: the disk failed, or the file is damaged or being written.`,
  )
}

function inCircle(asked: string, place: string): ReportError {
  return new ReportError(
    'DATA_SOURCE_MISSING',
    `Dataset ${asked} cannot be read: its links lead in a circle at ${place}. Name another dataset under data.datasets.`,
  )
}

function missing(asked: string, why: string): ReportError {
  return new ReportError(
    'DATA_SOURCE_MISSING',
    `Dataset ${asked} cannot be read: ${why}, which is not there. Copy it to where it is looked for, ` +
      'or name another dataset under data.datasets.',
  )
}
