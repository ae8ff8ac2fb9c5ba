import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fromCSV } from 'arquero'
import { describe, expect, test } from 'vitest'
import { summarizeClassifier } from '../../framework/inference/classification/classifierSummary.ts'
import { readScores } from '../../framework/inference/classification/readScores.ts'
import { describedColumns } from '../../framework/testing/docs/tableColumns.ts'
import { type RanReport, runReport } from '../../framework/testing/runReport.ts'
import spec from '../evaluate_classifier/evaluate_classifier.report.ts'

const SWEEP = path.join(
  import.meta.dirname,
  '../../fixtures/evaluate_classifier/outputs/multiruns/exp_20251103-140953_classifiers',
)
const CLASSES = 'inference.classes=[qcd,top,w]'

type Row = Record<string, string | number | null>

const rowsOf = (report: RanReport, file: string) => fromCSV(report.read(file)).objects() as Row[]

/** The last line of a run's log: what the training itself found on the test split. */
function logged(run: string | number): { loss: number; accuracy: number } {
  const file = path.join(SWEEP, String(run), 'csv/version_0/metrics.csv')
  const [, , , loss, accuracy] = (readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '').split(
    ',',
  )
  return { loss: Number(loss), accuracy: Number(accuracy) }
}

describe('over trained classifiers', async () => {
  const report = await runReport(spec, { overrides: [CLASSES] })
  const models = rowsOf(report, 'inference/models.csv')

  test('every part succeeds', () => {
    expect(report.failed).toEqual([])
    expect(report.skipped).toEqual([])
  })

  test('what the models are run over is said among the methods, and is no warning', () => {
    expect(report.warnings.filter((sentence) => /Labels/.test(sentence))).toEqual([])
    expect(report.read('training/methods.md')).toMatch(
      /^Labels Y_test: 0 \(qcd, \d+ events\), 1 \(/,
    )
  })

  test('accuracy and loss are those that the training found', () => {
    expect(models).toHaveLength(6)
    for (const { run_id, accuracy, log_loss } of models) {
      const { loss, accuracy: expected } = logged(run_id as number)
      expect(accuracy).toBeCloseTo(expected, 4)
      expect(log_loss).toBeCloseTo(loss, 4)
    }
  })

  test('models of a hidden layer are compared with those without, over seeds', () => {
    const [auroc] = rowsOf(report, 'inference/comparisons.csv')
    expect(auroc).toMatchObject({ metric: 'test.auroc', n_pairs: 3, verdict: 'different' })
  })

  test('what the comparisons say is found by the report, and how they were tested is said', () => {
    const { findings } = JSON.parse(report.read('report.json'))
    expect(findings.map(({ key }: { key: string }) => key)).toEqual([
      'test.auroc-hidden-8-vs-0',
      'test.accuracy-hidden-8-vs-0',
    ])
    expect(findings[0].sentence).toMatch(/^hidden 8 is better than hidden 0: test\.auroc higher by/)
    expect(report.read('training/methods.md')).toContain("adjusted for 2 tests by Holm's method")
    expect(report.read('index.html')).not.toContain('This report compares nothing')
  })

  test.each(['models', 'classes', 'cuts', 'comparisons'])(
    'docs/reference.md explains every column of %s.csv',
    (name) => {
      const file = `inference/${name}.csv`
      const [header = ''] = report.read(file).split('\n')
      expect(describedColumns(file)).toEqual(header.split(','))
    },
  )

  test('cuts say where too few background events are left', () => {
    const cuts = rowsOf(report, 'inference/cuts.csv')
    const few = cuts.filter(({ what, value }) => what === 'rejection' && value === null)
    expect(few.length).toBeGreaterThan(0)
    for (const { n_left, reason } of few) {
      expect(n_left).toBeLessThan(10)
      expect(reason).toBe('Fewer than 10 background events pass.')
    }
  })

  test('classes are called by their names', () => {
    const names = rowsOf(report, 'inference/classes.csv').map((row) => row.class)
    expect([...new Set(names)]).toEqual(['qcd', 'top', 'w'])
  })
})

test('weights change what counts events, and are reported', async () => {
  const words = [CLASSES, 'data.datasets.w_test=W_test', 'outputs.which_figures=[calibration]']
  const report = await runReport(spec, { overrides: words })
  expect(report.read('training/methods.md')).toContain('Events are weighted with W_test.')
  const [first] = rowsOf(report, 'inference/models.csv')
  expect(first?.accuracy).not.toBeCloseTo(logged(0).accuracy, 2)
})

test.each([
  ['data.datasets.y_test=null', 'have no labels, which say what classifiers are right about'],
  ['inference.classes=[a,b]', 'inference.classes names a, b, but the model tells 3 classes apart'],
  ['data.layout=tokens', 'expected 92: 18 ids'],
  ['inference.output=x', 'no output x; its outputs are logits. Name the one that holds the scores'],
])('%s fails with a clear word', async (word, message) => {
  const words = [word, 'outputs.which_figures=[calibration]']
  const report = await runReport(spec, { overrides: words })
  expect(report.failed[0]?.reason).toContain(message)
})

describe('ensembles over seeds', async () => {
  const figures = 'roc_curves,background_rejection,confusion_matrices,auroc_comparison'
  const report = await runReport(spec, {
    overrides: [
      CLASSES,
      'inference.ensemble=true',
      'inference.persist_raw_scores=true',
      `outputs.which_figures=[${figures}]`,
    ],
  })
  const models = rowsOf(report, 'inference/models.csv')

  test('each setting has one, as one more model', () => {
    expect(report.failed).toEqual([])
    expect(models.slice(6).map(({ run_id, ensemble_of }) => [run_id, ensemble_of])).toEqual([
      ['ensemble_0', '0, 1, 2'],
      ['ensemble_3', '3, 4, 5'],
    ])
  })

  test('its scores are the means of those of its models, and its numbers are of these scores', async () => {
    const scoresOf = (id: string) =>
      readScores(path.join(report.path ?? '', `inference/scores/${id}.parquet`))
    const [a, b, c, ensemble] = await Promise.all(
      ['3', '4', '5', 'ensemble_3'].map(async (id) => (await scoresOf(id)).events),
    )
    const mean = a?.scores.map(
      (score, i) => (score + (b?.scores[i] as number) + (c?.scores[i] as number)) / 3,
    )
    expect(ensemble?.scores).toEqual(mean)
    const { summary } = summarizeClassifier(ensemble as NonNullable<typeof ensemble>, {
      signalEfficiencies: [],
      backgroundEfficiencies: [],
    })
    expect(models[7]).toMatchObject({ accuracy: summary.accuracy, auroc: summary.auroc })
  })

  test('in classes, cuts and figures it stands beside the models', () => {
    for (const file of ['classes', 'cuts']) {
      const ids = rowsOf(report, `inference/${file}.csv`).map(({ run_id }) => run_id)
      expect(ids).toContain('ensemble_3')
    }
    expect(report.read('index.html')).toContain('hidden 8, ensemble')
  })
})
