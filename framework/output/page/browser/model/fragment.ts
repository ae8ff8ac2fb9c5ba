import type { FigureState } from '../figures/liveFigure.ts'
import { isForbidden } from '../forbidden.ts'

/** What a reader made of the page, as the fragment of its address keeps it; absent: as it was opened. */
export interface ViewState {
  readonly filter?: string
  readonly highlight?: string
  readonly hide?: string
  /** The column that groups. */
  readonly group?: string
  readonly allColumns?: true
  /** Names of columns, in the order of the table. */
  readonly columns?: readonly string[]
  readonly sort?: readonly { readonly column: string; readonly dir: 'asc' | 'desc' }[]
  /** Names of runs. */
  readonly selected?: readonly string[]
  /** The run whose card is open. */
  readonly run?: string
  /** By the place of a figure. */
  readonly figures?: Readonly<Record<string, FigureState>>
}

const PREFIX = '#view='
const WRITE_AFTER_MS = 150

/** The state that the address names, without what it has of another kind: anybody may have made it. */
export function readFragment(hash = location.hash): ViewState {
  if (!hash.startsWith(PREFIX)) return {}
  try {
    const state: unknown = JSON.parse(decodeURIComponent(hash.slice(PREFIX.length)))
    if (!isMapping(state)) return {}
    const known = Object.entries(KINDS).filter(([key, isOne]) => isOne(state[key]))
    return Object.fromEntries(known.map(([key]) => [key, state[key]]))
  } catch (error) {
    // An address that was cut or edited shows the page as it was made.
    if (error instanceof SyntaxError || error instanceof URIError) return {}
    throw error
  }
}

const isText = (value: unknown) => typeof value === 'string'
const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isListOf = (isOne: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(isOne)

const KINDS: Readonly<Record<keyof ViewState, (value: unknown) => boolean>> = {
  filter: isText,
  highlight: isText,
  hide: isText,
  group: isText,
  allColumns: (value) => value === true,
  columns: isListOf(isText),
  sort: isListOf(
    (value) => isMapping(value) && isText(value.column) && /^(?:asc|desc)$/.test(String(value.dir)),
  ),
  selected: isListOf(isText),
  run: isText,
  figures: (value) => isMapping(value) && Object.values(value).every(isMapping),
}

/** Keeps the address in step with what the reader does. */
export class Fragment {
  #state: ViewState
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(state: ViewState) {
    this.#state = state
  }

  get state(): ViewState {
    return this.#state
  }

  /** @param change keys that are undefined, empty or without members are left out */
  set(change: { readonly [Key in keyof ViewState]?: ViewState[Key] | undefined }): void {
    const entries = Object.entries({ ...this.#state, ...change }).filter(([, value]) =>
      isThere(value),
    )
    this.#state = Object.fromEntries(entries)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#write(), WRITE_AFTER_MS)
  }

  #write(): void {
    const hash = fragmentOf(this.#state)
    try {
      history.replaceState(null, '', hash === '' ? location.pathname + location.search : hash)
    } catch (error) {
      // A page within another one, of a notebook or a mail, has no address of its own to be kept.
      if (!isForbidden(error)) throw error
    }
  }
}

/** `#view=…`, or nothing for the page as it was made. */
export function fragmentOf(state: ViewState): string {
  return Object.keys(state).length === 0 ? '' : PREFIX + encodeURIComponent(JSON.stringify(state))
}

function isThere(value: unknown): boolean {
  if (value === undefined || value === '') return false
  return typeof value !== 'object' || value === null || Object.keys(value).length > 0
}
