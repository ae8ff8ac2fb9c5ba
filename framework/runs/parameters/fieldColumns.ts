import { valueKey } from '../../tables/valueKey.ts'
import type { Cell, RunSettings } from '../runRecord.ts'
import type { Candidate } from './foldParameters.ts'
import type { SweepValues } from './sweepValues.ts'

/** A column of the guide's runs table that says how a run was made. */
export type Field = 'encoder' | 'tokenizer' | 'latent_dim' | 'codebook_size'

/** A field as a candidate for a parameter. */
export interface FieldColumn extends Candidate {
  readonly field: Field
}

/** Keys that a field stands for, the better ones first. */
const KEYS: readonly (readonly [Field, readonly RegExp[]])[] = [
  ['encoder', [/^phase1\/encoder$/, /^(?:.+\/|phase1\.)?encoder$/]],
  [
    'tokenizer',
    [
      /^phase1\/latent_space$/,
      /^phase1\/tokenizer$/,
      /^(?:.+\/|phase1\.)?latent_space$/,
      /^(?:.+\/|phase1\.)?tokenizer$/,
    ],
  ],
  ['latent_dim', [/^(?:phase1\.)?(?:(?:model|latent_space)\.)?latent_dim$/]],
  ['codebook_size', [/^(?:phase1\.)?(?:(?:model|latent_space)\.)?codebook_size$/]],
]

/**
 * The guide's columns of a load: in each run what an override sets for one of a field's keys, or
 * else what the run's choices and config say.
 */
export class FieldColumns {
  readonly columns: readonly FieldColumn[]
  readonly #values: SweepValues
  readonly #setKeys: ReadonlyMap<Field, readonly string[]>

  constructor(runs: readonly RunSettings[], values: SweepValues) {
    this.#values = values
    // Elsewhere an encoder is a parameter like others.
    const fields = keepsFacts(runs) ? KEYS : []
    this.#setKeys = new Map(
      fields.map(([field, patterns]) => {
        const keys = patterns.flatMap((pattern) =>
          [...values.setKeys].filter((k) => pattern.test(k)),
        )
        return [field, [...new Set(keys)]]
      }),
    )
    this.columns = fields.map(([field]) => {
      const keys = this.#setKeys.get(field) ?? []
      const cells = runs.map(({ row }, run) => {
        const set = keys.map((key) => values.setCell(run, key)).find((cell) => cell !== null)
        return set ?? row.find(([column]) => column === field)?.[1] ?? null
      })
      const isGroup = field === 'encoder' || field === 'tokenizer'
      return { field, key: keys[0] ?? field, cells, isSet: keys.length > 0, isGroup }
    })
  }

  /** The field whose column a key of that name needs no second one for. */
  fieldOf(key: string, name: string): Field | undefined {
    return this.columns.find(
      ({ field }) => field === name && this.#setKeys.get(field)?.includes(key),
    )?.field
  }

  /** Whether a key that is set says nothing beyond the column of its field. */
  holds(key: string): boolean {
    return this.columns.some(
      ({ field, cells }) =>
        this.#setKeys.get(field)?.includes(key) && agrees(this.#values.cellsOf(key), cells),
    )
  }

  /** Whether a field stands for what is saved at a key. */
  isPlace(key: string): boolean {
    return KEYS.some(
      ([field, patterns]) =>
        this.#setKeys.has(field) && patterns.some((pattern) => pattern.test(key)),
    )
  }
}

/** Whether any of the runs keeps facts, whose tables have the guide's columns. */
export function keepsFacts(runs: readonly Pick<RunSettings, 'sources'>[]): boolean {
  return runs.some(({ sources }) => sources[0] === 'facts')
}

function agrees(cells: readonly Cell[], ofField: readonly Cell[]): boolean {
  return cells.every((cell, run) => cell === null || valueKey(cell) === valueKey(ofField[run]))
}
