import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  asRecorded,
  comparable,
  hasRecordedTrees,
  type RecordedRun,
  readTree,
  recordedTrees,
} from '../../testing/recorded/recordedTrees.ts'
import { dvcliveSource } from './dvclive/dvcliveSource.ts'
import { huggingfaceSource } from './huggingface/huggingfaceSource.ts'
import { jsonSource } from './json/jsonSource.ts'
import { kerasSource } from './keras/kerasSource.ts'
import { lightningSource } from './lightning/lightningSource.ts'
import { mlflowSource } from './mlflow/mlflowSource.ts'
import { optunaSource } from './optuna/optunaSource.ts'
import { runsTableSource } from './runsTable/runsTableSource.ts'
import { tensorboardSource } from './tensorboard/tensorboardSource.ts'
import { wandbSource } from './wandb/wandbSource.ts'

const SOURCES = [
  { source: lightningSource, folders: ['lightning', 'traps/hparams-python-tags'] },
  {
    source: lightningSource,
    folders: [
      'traps/csv-blank-rows',
      'traps/csv-crlf-bom',
      'traps/csv-new-column',
      'traps/csv-repeated-header',
      'traps/csv-short-rows',
      'traps/csv-steps-back',
      'traps/csv-torn-line',
    ],
  },
  { source: kerasSource, folders: ['keras-csv', 'traps/keras-append', 'traps/keras-semicolon'] },
  { source: huggingfaceSource, folders: ['hf-trainer'] },
  { source: dvcliveSource, folders: ['dvclive', 'traps/dvclive-steps'] },
  {
    source: tensorboardSource,
    folders: [
      'tensorboard',
      'traps/tfevents-badcrc',
      'traps/tfevents-restart',
      'traps/tfevents-tf2',
      'traps/tfevents-torn',
    ],
  },
  {
    source: wandbSource,
    folders: [
      'wandb',
      'traps/wandb-badcrc',
      'traps/wandb-empty',
      'traps/wandb-finished',
      'traps/wandb-torn',
    ],
  },
  {
    source: mlflowSource,
    folders: ['mlflow-files', 'mlflow-db', 'traps/mlflow-odd', 'traps/mlflow-db-wal'],
  },
  { source: optunaSource, folders: ['optuna-sqlite', 'traps/optuna-journal'] },
]

describe.skipIf(!hasRecordedTrees)('recorded trees, which lie beside the checkout', () => {
  for (const { source, folders } of SOURCES) {
    test.each(folders.flatMap(recordedTrees))(`${source.name} reads $name`, async (tree) => {
      const runs = await readTree(source, tree.data)
      expect([...runs.keys()].sort()).toEqual(tree.runs.map(({ path }) => path).sort())
      for (const recorded of tree.runs) {
        const run = runs.get(recorded.path)
        expect(run && asRecorded(run, recorded)).toEqual(comparable(recorded))
      }
    })
  }

  test.each([...recordedTrees('hydra-lightning'), ...recordedTrees('traps/hydra-rerun')])(
    'lightning reads the metrics of $name',
    async ({ data, runs }) => {
      const read = await readTree(lightningSource, data)
      for (const recorded of runs) {
        const run = read.get(`${recorded.path}/${folderOf(recorded.used_metrics_file ?? '')}`)
        expect(run && metricsOf(asRecorded(run, recorded))).toEqual(metricsOf(comparable(recorded)))
        expect(run && Object.fromEntries(run.params)).toEqual(recorded.hparams)
      }
    },
  )

  test.each(recordedTrees('hydra-plain/evolution-with-mlruns'))(
    'mlflow reads the store in $name',
    async ({ data, mlflowRuns }) => {
      const read = await readTree(mlflowSource, data)
      expect([...read.keys()].sort()).toEqual(mlflowRuns.map(({ path }) => path).sort())
      for (const recorded of mlflowRuns) {
        const run = read.get(recorded.path)
        expect(run && asRecorded(run, recorded)).toEqual(comparable(recorded))
      }
    },
  )

  test.each(recordedTrees('traps/hf-several-eval'))(
    'huggingface reads $name as one run',
    async ({ data, runs }) => {
      const read = await readTree(huggingfaceSource, data)
      expect([...read.keys()]).toEqual(['run'])
      const [recorded] = runs.filter(({ path }) => path === 'run')
      const run = read.get('run')
      expect(run && recorded && asRecorded(run, recorded)).toEqual(recorded && comparable(recorded))
      expect(run?.findings[0]).toContain('checkpoint-20/trainer_state.json, checkpoint-10/')
    },
  )

  test.each(recordedTrees('traps/hydra-jsonl'))('json reads $name', async ({ data, runs }) => {
    const read = await readTree(jsonSource, data)
    const withFiles = runs.filter(({ last }) => Object.keys(last).length > 0)
    expect([...read.keys()].sort()).toEqual(withFiles.map(({ path }) => path).sort())
    for (const recorded of withFiles) {
      const run = read.get(recorded.path)
      expect(run && metricsOf(asRecorded(run, recorded))).toEqual(metricsOf(comparable(recorded)))
    }
  })

  test.each(recordedTrees('traps/table-wandb-ui'))('runs_table reads $name', async (tree) => {
    const names = readdirSync(tree.data).filter((name) => name.endsWith('.csv'))
    const read = await runsTableSource.read({ directory: tree.data, names, isWhole: false })
    const byPath = new Map(read.map((run) => [run.path.slice(tree.data.length + 1), run]))
    expect([...byPath.keys()].sort()).toEqual(tree.runs.map(({ path }) => path).sort())
    for (const recorded of tree.runs) {
      const run = byPath.get(recorded.path)
      expect(run && asRecorded(run, recorded)).toEqual(comparable(recorded))
    }
  })

  test.each([
    ['scoreboards', 'result/scoreboard_100.csv', 44],
    ['scoreboards', 'result/scoreboard_MLP_50.csv', 18],
    ['wandb-chart-export', 'wandb_export.csv', 8],
  ])('runs_table reads %s/%s as %i runs', async (name, file, expected) => {
    const [tree] = recordedTrees(`table-csv/${name}`)
    const claim = { directory: tree?.data ?? '', names: [file], isWhole: false }
    expect(await runsTableSource.read(claim)).toHaveLength(expected)
  })
})

function metricsOf({ last, min, max, n, history }: RecordedRun) {
  return { last, min, max, n, history }
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'))
}
