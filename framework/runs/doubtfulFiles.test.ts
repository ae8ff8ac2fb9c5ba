import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { fakeSweep } from '../testing/fakeSweep.ts'
import { type MinimalRun, minimalRun } from '../testing/hydra/minimalRun.ts'
import { loadRuns } from './loadRuns.ts'

const temporaryFolder = () => mkdtempSync(path.join(tmpdir(), 'doubtful-'))

async function load(run: MinimalRun) {
  const runDir = minimalRun(temporaryFolder(), run)
  const { runs, perEpoch, warnings, skipped } = await loadRuns({ runDirs: [runDir] })
  expect(skipped).toEqual([])
  const details = warnings.map(({ kind, detail }) => `${kind}: ${detail}`)
  const row = runs.object() as Record<string, unknown>
  const epochs = (perEpoch.get(runDir)?.objects() ?? []) as Record<string, unknown>[]
  return { row, epochs, details }
}

const csv = (...lines: string[]) => `epoch,split,val_loss,metric_auc\n${lines.join('\n')}\n`

describe('epochs that are there twice', () => {
  test('count by their later rows, in the row of the run and in its curve', async () => {
    const scalars = csv('0,val,9,0.1', '1,val,1,0.9', '0,val,8,0.2', '1,val,7,0.3')
    const { row, epochs, details } = await load({ scalars })
    expect(details).toEqual([
      'repeated-epochs: facts/scalars.csv: epoch 0 of val is there twice (lines 2, 4; 1 more epoch ' +
        'likewise), as after a resumed run; the later rows count',
    ])
    expect(row).toMatchObject({ epochs: 2, best_epoch: 1, 'loss.total_best': 7 })
    expect(epochs.map(({ epoch, val_loss }) => [epoch, val_loss])).toEqual([
      [0, 8],
      [1, 7],
    ])
  })

  test('took their time each', async () => {
    const scalars =
      'epoch,split,val_loss,epoch_time_s\n0,val,2,10\n1,val,1,20\n1,val,1,30\n2,val,1,40\n'
    const { row } = await load({ scalars })
    expect(row).toMatchObject({ total_time_s: 100, mean_epoch_time_s: 25 })
  })
})

test('a run whose every loss is NaN diverged, and is not left out', async () => {
  const { row, details } = await load({ scalars: csv('0,val,nan,0.1', '1,val,nan,0.2') })
  expect(row).toMatchObject({
    epochs: 2,
    best_epoch: null,
    'loss.total_best': null,
    'loss.total_final': null,
    'loss.recon_best': null,
    diverged: 'loss.total',
  })
  expect(details).toEqual(['diverged: facts/scalars.csv:3: the last val_loss is nan'])
})

describe('a last line that was cut off', () => {
  const header = 'epoch,split,train_loss,val_loss,epoch_time_s\n0,val,,0.5,1\n'

  test('loses its last number, of which digits may be missing', async () => {
    const { row, epochs, details } = await load({ scalars: `${header}1,val,,0.1` })
    expect(details).toEqual([
      'cut-line: facts/scalars.csv:3: the last line is cut off; its last number, val_loss, may be ' +
        'cut too and counts as missing',
    ])
    expect(row).toMatchObject({ epochs: 2, 'loss.total_best': 0.5, 'loss.total_final': null })
    expect(epochs.at(-1)).toMatchObject({ epoch: 1, val_loss: null })
  })

  test('keeps the name of its split', async () => {
    const { epochs, details } = await load({ scalars: `${header}1,val` })
    expect(details).toEqual(['cut-line: facts/scalars.csv:3: the last line is cut off'])
    expect(epochs.at(-1)).toMatchObject({ epoch: 1, split: 'val', val_loss: null })
  })

  test('is no row where only its epoch was begun', async () => {
    const { row, epochs } = await load({ scalars: `${header}1` })
    expect(epochs).toHaveLength(1)
    expect(row.epochs).toBe(1)
  })

  test.each([
    ['it has all its cells', `${header}1,val,,0.1,1`],
    ['it has a line end', `${header}1,val,,0.1\n`],
  ])('is taken as it is where %s', async (_, scalars) => {
    const { row, details } = await load({ scalars })
    expect(details).toEqual([])
    expect(row['loss.total_final']).toBe(0.1)
  })
})

describe('metrics that diverged', () => {
  test('are named where the last logged value is NaN or infinite, and reported', async () => {
    const { row, epochs, details } = await load({
      scalars: csv('0,val,1,0.5', '1,val,nan,inf', '2,val,,'),
    })
    expect(row).toMatchObject({ diverged: 'loss.total, metric_auc', 'loss.total_final': null })
    expect(epochs[1]).toMatchObject({ val_loss: null, metric_auc: Infinity })
    expect(details).toEqual(['diverged: facts/scalars.csv:3: the last val_loss is nan'])
  })

  test('are not those that were finite in the end; NaN before that is reported', async () => {
    const { row, details } = await load({ scalars: csv('0,val,NaN,1', '1,val,0.5,1') })
    expect(row).toMatchObject({ diverged: null, 'loss.total_final': 0.5 })
    expect(details).toEqual([
      'logged-nan: facts/scalars.csv:2: val_loss was logged as nan, and is missing there; later ' +
        'values are finite',
    ])
  })

  test('are not those that were never logged', async () => {
    const { row, details } = await load({ scalars: csv('0,val,0.5,', '1,val,0.5,NA') })
    expect([row.diverged, details]).toEqual([null, []])
  })

  test('are the training loss too, in the rows of train', async () => {
    const scalars = 'epoch,split,train_loss,val_loss\n0,train,inf,\n0,val,nan,0.5\n'
    expect((await load({ scalars })).row.diverged).toBe('train_loss')
  })

  test('are parts of the loss by the histories of the events', async () => {
    const history = { history_rec_tokens: [1, 2], history_codebook: [1, 'NaN'] }
    const runDir = minimalRun(temporaryFolder())
    const events = `${JSON.stringify({ moment: 'on_epoch_end', ...history })}\n{"moment":"on_train_end"}\n`
    writeFileSync(path.join(runDir, 'facts/events.jsonl'), events.replace('"NaN"', 'NaN'))
    const { runs } = await loadRuns({ runDirs: [runDir] })
    expect(runs.get('diverged', 0)).toBe('loss.codebook')
  })
})

describe('events', () => {
  const end = (seconds: number) => ({ moment: 'on_train_end', total_time_s: seconds })

  test('with a second on_train_end: the first counts, which is reported', async () => {
    const { row, details } = await load({ events: [end(3), end(99)] })
    expect(row.total_time_s).toBe(3)
    expect(details).toEqual([
      'two-train-ends: facts/events.jsonl:2: a second on_train_end; the first (line 1) counts',
    ])
  })

  test('that go on after the end are reported', async () => {
    const { details } = await load({ events: [end(3), { moment: 'on_epoch_end', epoch: 9 }] })
    expect(details).toEqual([
      'resumed-after-end: facts/events.jsonl:2: epochs go on after the last on_train_end (line 1), ' +
        'as in a run that was resumed and has not ended',
    ])
  })
})

describe('columns beyond the limit', () => {
  const names = Array.from({ length: 1010 }, (_, i) => `metric_m${i}`)

  test('are left out and named, and the run is read', async () => {
    const scalars = `epoch,split,val_loss,${names.join(',')}\n0,val,0.5,${names.map(() => 1).join(',')}\n`
    const { row, details } = await load({ scalars })
    expect(row).toMatchObject({ 'loss.total_best': 0.5, metric_m996_final: 1 })
    expect(row).not.toHaveProperty('metric_m997_final')
    expect(details).toEqual([
      `too-many-columns: facts/scalars.csv:1: 1013 columns, of which 1000 are read; left out: ${names.slice(997).join(', ')}`,
    ])
  })

  test('are read where a run cannot do without them', async () => {
    const scalars = `${names.join(',')},epoch,split,val_loss\n${names.map(() => 1).join(',')},0,val,0.5\n`
    const { row } = await load({ scalars })
    expect(row['loss.total_best']).toBe(0.5)
  })
})

describe('a copy of a run', () => {
  const sweep = () =>
    fakeSweep({ root: temporaryFolder(), axes: { 'phase1.trainer.seed': [1, 2] }, epochs: 2 })
  const copyOf = (runDir: string, name = 'a_copy') => {
    const copy = path.join(path.dirname(runDir), name)
    cpSync(runDir, copy, { recursive: true })
    return copy
  }

  test('counts once, and is reported', async () => {
    const { runDirs } = sweep()
    const [first = ''] = runDirs
    const copy = copyOf(first, 'z_copy')
    const { order, skipped } = await loadRuns({ runDirs: [...runDirs, copy] })
    expect(order).toEqual(runDirs)
    expect(skipped).toMatchObject([
      {
        runDir: copy,
        reason: expect.stringContaining(`it is a copy of ${first}: both have the run id `),
      },
    ])
  })

  test('that was changed counts too, and is reported', async () => {
    const { runDirs } = sweep()
    const [first = ''] = runDirs
    const copy = copyOf(first, 'z_copy')
    writeFileSync(path.join(copy, 'facts/scalars.csv'), csv('0,val,0.1,1'))
    const { order, warnings } = await loadRuns({ runDirs: [...runDirs, copy] })
    expect(order).toHaveLength(3)
    expect(warnings).toMatchObject([{ kind: 'same-run-id', runDirs: [copy] }])
  })

  test('is none where two runs say the same without a run id', async () => {
    const runDirs = [0, 1].map(() => minimalRun(temporaryFolder()))
    expect((await loadRuns({ runDirs })).order).toHaveLength(2)
  })
})
