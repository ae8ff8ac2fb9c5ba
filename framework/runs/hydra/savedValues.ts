import { plainScalar } from '../../config/tree/plain.ts'
import type { Scalar } from '../../config/tree/scalar.ts'
import { isColumnName } from '../columnNames.ts'
import { cellOf } from '../parameters/cells.ts'
import type { Cell } from '../runRecord.ts'

/**
 * A value of a run's composed config, or the option that was chosen of a config group (its key has
 * slashes), as one text. Runs have nearly all of theirs in common, and equal texts are one object:
 * thousands of runs take little memory, and what differs is found by comparing references.
 */
export type SavedValue = string

export interface SavedEntry {
  readonly key: string
  /** As it is written in the file, interpolations unresolved. */
  readonly written: Cell
  readonly value: Cell
}

const SEPARATOR = '\0'
/** Runs of more than this many different values are read too, only with more memory. */
const MAX_KNOWN = 100_000

/** The one object for each text. */
const known = new Map<string, SavedValue>()
let root: SavedPlace | undefined

/**
 * A place in configs, which remembers what was saved there: a value that another run has too takes
 * no new text.
 */
export class SavedPlace {
  /** The keys that lead there, with dots between them. */
  readonly path: string
  /** Whether what is saved there can be a column. */
  readonly isColumn: boolean
  readonly #children = new Map<string, SavedPlace>()
  readonly #saved = new Map<Scalar, SavedValue>()

  constructor(path: string) {
    this.path = path
    this.isColumn = isColumnName(path)
  }

  child(name: string): SavedPlace {
    const existing = this.#children.get(name)
    if (existing) return existing
    const child = new SavedPlace(this.path === '' ? name : `${this.path}.${name}`)
    this.#children.set(name, child)
    return child
  }

  /** A value that stands there as it is meant. */
  save(scalar: Scalar): SavedValue {
    const existing = this.#saved.get(scalar)
    if (existing !== undefined) return existing
    const cell = cellOf(plainScalar(scalar))
    const saved = this.saveResolved(cell, cell)
    this.#saved.set(scalar, saved)
    return saved
  }

  /** A value as it is written, and what its interpolations lead to. */
  saveResolved(written: Cell, value: Cell): SavedValue {
    const text = `${this.path}${SEPARATOR}${writeCell(written)}`
    return intern(value === written ? text : `${text}${SEPARATOR}${writeCell(value)}`)
  }
}

/** The place that all others lie below. */
export function savedRoot(): SavedPlace {
  if (known.size >= MAX_KNOWN) {
    known.clear()
    root = undefined
  }
  root ??= new SavedPlace('')
  return root
}

export function readSaved(saved: SavedValue): SavedEntry {
  const [key = '', written = '', value = written] = saved.split(SEPARATOR)
  return { key, written: readCell(written), value: readCell(value) }
}

/** Whether a saved value is that of the key, without reading it. */
export function isSavedUnder(saved: SavedValue | undefined, key: string): boolean {
  return saved?.[key.length] === SEPARATOR && saved.startsWith(key)
}

/** The key of a saved value. */
export function savedKey(saved: SavedValue): string {
  return saved.slice(0, saved.indexOf(SEPARATOR))
}

/** The one object for a text. */
export function intern(text: string): SavedValue {
  const existing = known.get(text)
  if (existing !== undefined) return existing
  known.set(text, text)
  return text
}

/** A cell as text that keeps its type; the separator cannot stand in it. */
function writeCell(cell: Cell): string {
  switch (typeof cell) {
    case 'string':
      return `s${cell.replaceAll(SEPARATOR, '\ufffd')}`
    case 'number':
      return `n${cell}`
    case 'boolean':
      return cell ? 'true' : 'false'
    default:
      return ''
  }
}

function readCell(text: string): Cell {
  if (text === '') return null
  if (text.startsWith('s')) return text.slice(1)
  return text.startsWith('n') ? Number(text.slice(1)) : text === 'true'
}
