import type { ColumnTable } from 'arquero'
import type {
  ModelKind,
  ModelResult,
  NumbersByKind,
} from '../../inference/execution/modelResult.ts'
import type { Palette } from '../../plots/parts/colours/palette.ts'
import { shade } from '../../plots/parts/colours/shade.ts'
import { groupName, runDirs, texts } from '../../tables/columns.ts'
import { type CellReader, cellReader } from '../../tables/withColumn.ts'
import { FUNCTION, TEXT } from '../../text/checkOptions.ts'
import { compareNatural } from '../../text/naturalOrder.ts'
import type { InferOutcome } from '../spec/inferHook.ts'

/** A model that was run, with what figures call it. */
export type InferredModel<Kind extends ModelKind = 'reconstruction'> = NumbersByKind[Kind] & {
  readonly name: string
  readonly group: string
  readonly isEnsemble: boolean
  /** Of its run, by `run_dir`; of an ensemble, that of its first model. */
  readonly row: number
}

/** At least one. */
export type Models<Kind extends ModelKind = 'reconstruction'> = readonly [
  InferredModel<Kind>,
  ...InferredModel<Kind>[],
]

export interface ModelNaming {
  /** Names a model in few words by cells of its run. Default: what tells the runs apart. */
  readonly name?: (cell: CellReader) => string
  /** Column of the runs that gives the colour. Default `tokenizer`. */
  readonly group?: string
}

/** What these options take. */
export const MODEL_NAMING = { name: FUNCTION, group: TEXT }

/** What stands for the seed of an ensemble. */
const ENSEMBLE = 'ensemble'

/**
 * The results with the runs that they belong to, in the natural order of the models' names; an ensemble is in a
 * group of its own.
 */
export function inferredModels<Kind extends ModelKind>(
  {
    runs,
    runIds,
    parameters = [],
  }: {
    runs: ColumnTable
    runIds: ReadonlyMap<string, string>
    parameters?: readonly string[]
  },
  { results }: InferOutcome<ModelResult<Kind>>,
  { name, group = 'tokenizer' }: ModelNaming,
): InferredModel<Kind>[] {
  const groups = texts(runs, group)
  const nameOf = name ?? namedBy(distinguishing(runs, parameters))
  const rowOf = new Map(runDirs(runs).map((runDir, row) => [runIds.get(runDir), row]))
  return [...results]
    .flatMap(([runId, result]) => {
      const { ensemble_of: members } = result.summary
      const isEnsemble = members !== undefined
      const row = rowOf.get(members?.[0] ?? runId)
      if (row === undefined) return []
      const ofRun = cellReader(runs, row)
      const cell: CellReader = (column) =>
        isEnsemble && column === 'seed' ? ENSEMBLE : ofRun(column)
      const ofRuns = groups[row] as string
      return {
        ...result,
        name: nameOf(cell) || runId,
        group: isEnsemble ? ensembleGroup(ofRuns) : ofRuns,
        isEnsemble,
        row,
      }
    })
    .sort((a, b) => compareNatural(a.name, b.name))
}

/** The group of the ensembles of a group's models. */
export function ensembleGroup(group: string): string {
  return `${group}, ${ENSEMBLE}`
}

/** Of an ensemble's colour against that of its models. */
const DARKER = -0.4

/** The palette with the groups of the ensembles among models, in darker colours than those of their members. */
export function withEnsembleColours(
  palette: Palette,
  models: readonly Pick<InferredModel, 'group' | 'isEnsemble'>[],
): Palette {
  const groups = new Set(models.flatMap(({ group, isEnsemble }) => (isEnsemble ? group : [])))
  const ofEnsembles = [...palette].flatMap(([group, colour]): [string, string][] =>
    groups.has(ensembleGroup(group)) ? [[ensembleGroup(group), shade(colour, DARKER)]] : [],
  )
  return new Map([...palette, ...ofEnsembles])
}

/** Columns whose values differ between runs, each in other places than those before it. */
function distinguishing(runs: ColumnTable, parameters: readonly string[]): string[] {
  const patterns = new Set([pattern(new Array<string>(runs.numRows()).fill(''))])
  const others = parameters.filter((column) => column !== 'seed')
  return ['encoder', 'tokenizer', ...others, 'seed'].filter((column) => {
    const found = pattern(texts(runs, column))
    const isNew = !patterns.has(found)
    patterns.add(found)
    return isNew
  })
}

/** Which cells are equal to which, whatever they hold. */
function pattern(cells: readonly string[]): string {
  return cells.map((cell) => cells.indexOf(cell)).join()
}

/** What numbers of these columns are called in a name; others by the last part of the column. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ['globals_beta', 'β'],
  ['codebook_size', 'codebook'],
  ['latent_dim', 'latent'],
])

/** `vq, β 10, seed 1` */
function namedBy(columns: readonly string[]): (cell: CellReader) => string {
  return (cell) => columns.map((column) => namedValue(column, cell(column))).join(', ')
}

/** `β 10`, or `vq`: texts speak for themselves, numbers need their name. */
export function namedValue(column: string, value: unknown): string {
  const shortName = SHORT_NAMES.get(column) ?? column.split('.').at(-1)
  return typeof value === 'number' ? `${shortName} ${value}` : groupName(value)
}
