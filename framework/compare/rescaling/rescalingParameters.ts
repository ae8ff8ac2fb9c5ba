import type { ColumnTable } from 'arquero'
import { columnNotes, resolveColumn } from '../../tables/columnAliases.ts'
import { type CellValue, cellValue, valueKey } from '../../tables/valueKey.ts'
import { scaleOfMetric } from '../groups/metricScale.ts'
import type { SweptParameter } from '../parameters/sweptParameters.ts'
import { isLossWeight, isWholeLoss, weighedTerm } from './lossWeightName.ts'
import { isProportional, type Point } from './proportional.ts'

/** A parameter that may change what a metric measures, with the remark that says so. */
export interface Rescaling {
  readonly parameter: string
  readonly remark: string
}

/** Further metrics that do not contain the term are not named. */
const MOST_NAMED = 3
/** Names of metrics that can be parts of a loss, or measure what it is for. */
const COMPARABLE = /loss|recon|mse|mae|rmse|nll|error|acc|auc|f1|kl|psnr|ssim/i
/** Columns beside a metric's last value that say the same. */
const STEP = /[._]best_step$/

/**
 * Parameters that may change what the metric measures rather than how well a training goes, as the files
 * tell: its name is that of a weight in the loss while the metric is the loss as a whole; or the metric,
 * or a part of it, grows in proportion to it; or its name is that of the data.
 */
export function rescalingParameters(runs: ColumnTable, measured: Measured): Rescaling[] {
  const ofData = dataParameters(runs, measured)
  const isBounded = scaleOfMetric(measured.metric) === 'difference'
  return isBounded ? ofData : [...ofData, ...lossParameters(runs, measured)]
}

/** What is measured, and what differs between the runs. */
interface Measured {
  readonly metric: string
  readonly seed: string
  readonly parameters: readonly SweptParameter[]
}

/** Names of parameters that choose what the metric is measured on. */
const DATA = /(?:^|[._/])(?:data|dataset|task|benchmark)(?:[._]?name)?$/i

function dataParameters(runs: ColumnTable, { metric, parameters }: Measured): Rescaling[] {
  return parameters
    .filter(({ name, isNumeric }) => !isNumeric && keysOf(runs, name).some((key) => DATA.test(key)))
    .map(({ name }) => ({
      parameter: name,
      remark:
        `${name} may change what ${metric} measures rather than how well the runs train: by its name it chooses the ` +
        `data. Compare within one value of it (inputs.select.${name}=…).`,
    }))
}

/** Weights in the loss, and what the metric grows in proportion to. */
function lossParameters(runs: ColumnTable, { metric, seed, parameters }: Measured): Rescaling[] {
  const isWhole = isWholeLoss(metric)
  const others = isWhole ? comparableMetrics(runs, metric) : []
  const columnOf = cellReader(runs)
  const names = [
    ...parameters.map(({ name }) => name),
    ...(resolveColumn(runs, seed) === undefined ? [] : [seed]),
  ]
  return parameters.flatMap((parameter): Rescaling[] => {
    const { name, isNumeric, values } = parameter
    const isWeight = isWhole && keysOf(runs, name).some(isLossWeight)
    const follows = (column: string) =>
      isNumeric && values.length > 1 && isProportional(pointsOf(columnOf, name, column, names))
    const isScaled = follows(metric)
    const parts = others.filter(follows)
    if (!isWeight && !isScaled && parts.length === 0) return []
    const evidence = [
      ...(isWeight ? ['its name is that of a weight or a choice in the loss'] : []),
      ...(isScaled ? [`${metric} grows in proportion to it`] : []),
      ...(!isScaled && parts.length > 0
        ? [
            `${parts.slice(0, MOST_NAMED).join(', ')} ${parts.length > 1 ? 'grow' : 'grows'} in proportion to it`,
          ]
        : []),
    ]
    const term = weighedTerm(name)
    const isTerm = (column: string) =>
      column.split(/[^a-zA-Z0-9]+/).some((word) => term.includes(word.toLowerCase()))
    const free = others
      .filter((column) => !parts.includes(column) && !isTerm(column))
      .slice(0, MOST_NAMED)
    const advice =
      free.length === 0
        ? 'a metric that does not contain what it weighs'
        : `a metric that does not contain what it weighs (inputs.metric=…; there is ${free.join(', ')})`
    return [
      {
        parameter: name,
        remark:
          `${name} may change what ${metric} measures rather than how well the runs train: ` +
          `${evidence.join(', and ')}. Compare by ${advice}.`,
      },
    ]
  })
}

/** The parameter's column, and the keys that it has in configs. */
function keysOf(runs: ColumnTable, column: string): string[] {
  const aliases = [...(columnNotes(runs)?.aliases ?? [])]
  return [column, ...aliases.filter(([, of]) => of === column).map(([key]) => key)]
}

type CellReader = (column: string) => readonly CellValue[]

function cellReader(runs: ColumnTable): CellReader {
  const known = new Map<string, readonly CellValue[]>()
  return (name) => {
    const cells =
      known.get(name) ??
      Array.from(runs.array(resolveColumn(runs, name) ?? name) as Iterable<unknown>, cellValue)
    known.set(name, cells)
    return cells
  }
}

function pointsOf(
  cellsOf: CellReader,
  parameter: string,
  metric: string,
  names: readonly string[],
): Point[] {
  const blocks = names.filter((name) => name !== parameter).map(cellsOf)
  const [x, y] = [cellsOf(parameter), cellsOf(metric)]
  return x.map((value, row) => ({
    x: Number(value ?? Number.NaN),
    y: Number(y[row] ?? Number.NaN),
    block: blocks.map((cells) => valueKey(cells[row])).join('\n'),
  }))
}

/** Other metrics of the same split that every run has which has this one. */
function comparableMetrics(runs: ColumnTable, metric: string): string[] {
  const measured = columnNotes(runs)?.others ?? new Set<string>()
  const values = numbersOf(runs, metric)
  const isTraining = /train/i.test(metric)
  return [...measured].filter((column) => {
    if (column === metric || STEP.test(column) || isWholeLoss(column)) return false
    if (!COMPARABLE.test(column) || /train/i.test(column) !== isTraining) return false
    const others = numbersOf(runs, column)
    const varies = new Set(others.filter(Number.isFinite)).size > 1
    return varies && values.every((value, row) => Number.isNaN(value) || !Number.isNaN(others[row]))
  })
}

function numbersOf(runs: ColumnTable, column: string): number[] {
  return Array.from(runs.array(column) as Iterable<unknown>, (cell) => {
    const value = cellValue(cell)
    return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN
  })
}
