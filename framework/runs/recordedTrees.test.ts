import path from 'node:path'
import type { ColumnTable } from 'arquero'
import { describe, expect, test } from 'vitest'
import { parseOverride } from '../config/overrides/parseOverride.ts'
import { resolveColumn } from '../tables/columnAliases.ts'
import { treeHash } from '../testing/files/treeHash.ts'
import {
  hasRecordedTrees,
  type RecordedRun,
  type RecordedTree,
  recordedTrees,
} from '../testing/recorded/recordedTrees.ts'
import { type LoadedRuns, loadRuns } from './loadRuns.ts'
import { cellOf } from './parameters/cells.ts'
import type { SkippedRun } from './runRecord.ts'

const TREES = [
  'dvclive',
  'hf-trainer',
  'hydra-lightning',
  'hydra-plain',
  'keras-csv',
  'lightning',
  'mlflow-db',
  'mlflow-files',
  'optuna-sqlite',
  'tensorboard',
  'wandb',
  'traps',
].flatMap(recordedTrees)

describe.skipIf(!hasRecordedTrees)('recorded trees, which lie beside the checkout', () => {
  test.each(TREES)('all of $name, read without a word of config, untouched', async (tree) => {
    const before = treeHash(tree.data)
    const loaded = await loadRuns({ sweepDir: tree.data, requireComplete: false, deleted: true })
    const expected = expectedRuns(tree)
    const paths = loaded.order.map((runDir) => path.relative(tree.data, runDir) || '.')
    expect(paths.toSorted()).toEqual(expected.map((run) => run.path).sort())
    for (const recorded of expected) {
      const row = paths.indexOf(recorded.path)
      expect(asRecorded(loaded, row, recorded)).toEqual(recorded)
    }
    const isEarlierTry = ({ reason }: SkippedRun) => reason.startsWith('it is an earlier try')
    expect(loaded.skipped.filter((run) => !isEarlierTry(run))).toEqual([])
    expect(treeHash(tree.data)).toBe(before)
  })

  test.each(recordedTrees('hydra-lightning'))(
    'the parameters of $name are those that its jobs were given',
    async ({ data, runs: recorded }) => {
      const { runs, order } = await loadRuns({ sweepDir: data })
      for (const { path: place, overrides = [] } of recorded) {
        const row = order.indexOf(`${data}/${place}`)
        for (const override of overrides) {
          const { key, value } = parseOverride(override)
          expect([key, cell(runs, key, row)]).toEqual([key, cellOf(value)])
        }
      }
    },
  )
})

type ComparedRun = Pick<RecordedRun, 'path' | 'status' | 'params' | 'last' | 'min' | 'max'>

/** What a tree's runs are here, where docs/sources.md reads several that are recorded as one. */
function expectedRuns({ runs, mlflowRuns }: RecordedTree): Required<ComparedRun>[] {
  const byPath = new Map([...runs, ...mlflowRuns].map((run) => [run.path, run]))
  const splits = ['train', 'validation']
  const parents = [...byPath.keys()]
    .filter((place) => path.basename(place) === 'validation')
    .map((place) => path.dirname(place))
    .filter((place) => byPath.has(path.join(place, 'train')))
  const joined = parents.map((parent) => {
    const parts = splits.map((split) => [split, byPath.get(path.join(parent, split))] as const)
    const named = (pick: (run: RecordedRun) => object = () => ({})) =>
      Object.fromEntries(
        parts.flatMap(([split, run]) =>
          Object.entries(run ? pick(run) : {}).map(([name, value]) => [`${split}/${name}`, value]),
        ),
      )
    const [min, max] = [named((run) => run.min ?? {}), named((run) => run.max ?? {})]
    return { path: parent, status: 'unknown', params: {}, last: named((run) => run.last), min, max }
  })
  const isPart = (place: string) =>
    (splits.includes(path.basename(place)) && parents.includes(path.dirname(place))) ||
    (/checkpoint-\d+$/.test(place) && byPath.has(path.dirname(place)))
  const own = [...byPath.values()].filter((run) => !isPart(run.path))
  return [...own, ...joined].map(({ path: place, status, params, last, min = {}, max = {} }) => {
    const present = Object.entries(last).filter(([, value]) => value !== null)
    const extremes = (values: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries(values).filter(isNumber))
    const isNumber = ([, value]: [string, unknown]) => typeof value === 'number'
    return {
      path: place,
      status,
      params,
      last: Object.fromEntries(present),
      min: extremes(min),
      max: extremes(max),
    }
  })
}

/** The run's row in the notation of the recording; a best value where the metric has a goal. */
function asRecorded({ runs, goals }: LoadedRuns, row: number, recorded: Required<ComparedRun>) {
  const diverged = String(runs.get('diverged', row) ?? '').split(', ')
  const last = (name: string) => {
    const value = metricCell(runs, name, row)
    return value === null && diverged.includes(name) ? recorded.last[name] : value
  }
  const best = (name: string, goal: 'min' | 'max') =>
    goals.get(name) === goal ? metricCell(runs, name, row, '.best') : recorded[goal][name]
  const mapped = (values: object, read: (name: string) => unknown) =>
    Object.fromEntries(Object.keys(values).map((name) => [name, read(name)]))
  const status = runs.get('status', row)
  // What Hydra composed has its own test: a table has of it only what differs.
  const isJob = typeof cell(runs, 'config_sha1', row) === 'string'
  return {
    path: recorded.path,
    // The recording has only what most formats state; that a trial was pruned is in `status_raw`.
    status: status === 'pruned' ? 'unknown' : status,
    params: isJob
      ? recorded.params
      : mapped(recorded.params, (name) =>
          likeRecorded(cell(runs, name, row), recorded.params[name]),
        ),
    last: mapped(recorded.last, last),
    min: mapped(recorded.min, (name) => best(name, 'min')),
    max: mapped(recorded.max, (name) => best(name, 'max')),
  }
}

function metricCell(runs: ColumnTable, name: string, row: number, end = ''): unknown {
  const column = [`metric.${name}${end}`, `${name}${end}`].find(
    (each) => runs.columnIndex(each) >= 0,
  )
  return column === undefined ? undefined : runs.get(column, row)
}

function cell(runs: ColumnTable, name: string, row: number): unknown {
  const column =
    runs.columnIndex(`param.${name}`) >= 0 ? `param.${name}` : resolveColumn(runs, name)
  return column === undefined ? undefined : runs.get(column, row)
}

/** Lists and mappings are recorded as such, and are texts in a table. */
function likeRecorded(value: unknown, recorded: unknown): unknown {
  const isWhole = typeof recorded === 'object' && recorded !== null && typeof value === 'string'
  return isWhole ? JSON.parse(value) : value
}
