import { table } from 'arquero'
import { expect, test } from 'vitest'
import { loadRuns } from '../../../runs/loadRuns.ts'
import { meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { examplePerEpoch, exampleRuns, historyOf, runsOf } from '../../../testing/exampleRuns.ts'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { lightningRun } from '../../../testing/trackers/runFolders.ts'
import { learningCurves } from './learningCurves.ts'

const figure = learningCurves(exampleRuns, examplePerEpoch, { dash: 'encoder' })

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot(
    './expected/learningCurves.json',
  )
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('has a legend of two parts: colour and dash', () => {
  expect(figure.legend.map(({ title }) => title)).toEqual(['Tokenizer', 'Encoder'])
  expect(figure.legend[1]?.items.map(({ dash }) => dash)).toEqual([[], [6, 3]])
})

test('joins the lines of a colour and dash into one dataset', () => {
  expect(figure.chart.data.datasets).toHaveLength(6)
})

test('says of each mean what it is of, in the columns that differ', () => {
  const shared = runsOf(
    [0, 1, 2, 3].map((i) => ({
      run: `run${i}`,
      run_dir: `run${i}`,
      seed: i % 2,
      width: 8,
      lr: i < 2 ? 0.1 : 0.01,
    })),
  )
  const histories = new Map([0, 1, 2, 3].map((i) => [`run${i}`, historyOf([2 + i, 1 + i])]))
  const { chart } = learningCurves(shared, histories, { group: 'lr', show: 'mean' })
  const labels = chart.data.datasets.flatMap(({ label }) => label ?? [])
  expect(labels).toEqual(['mean of 2 runs\nlr = 0.01', 'mean of 2 runs\nlr = 0.1'])
})

test('leaves dashes out where there are too many values for them', () => {
  const { notes } = learningCurves(exampleRuns, examplePerEpoch, { dash: 'loss.total_best' })
  expect(notes).toEqual([expect.stringContaining('too many to tell apart by dashes')])
})

test('counts the values that a later one at the same step replaces', async () => {
  const root = writeTree(
    lightningRun('a/version_0', [
      { step: 0, loss: 3 },
      { step: 1, loss: 2 },
      { step: 1, loss: 1 },
    ]),
  )
  const { runs, perEpoch } = await loadRuns({ sweepDir: root })
  const { notes } = learningCurves(runs, perEpoch, { metric: 'loss' })
  expect(notes).toContain('Not drawn: 1 value that a later one at the same step replaces.')
})

test('draws a thousand runs as one line a group, with points thinned out', () => {
  const runs = runsOf(
    Array.from({ length: 1000 }, (_, i) => ({ run_dir: `run ${i}`, tokenizer: 'vq' })),
  )
  const history = historyOf(Array.from({ length: 100 }, (_, epoch) => 1 / (epoch + 1)))
  const perEpoch = new Map(Array.from({ length: 1000 }, (_, i) => [`run ${i}`, history]))
  const { datasets } = learningCurves(runs, perEpoch).chart.data
  const [mean, low, high, single] = datasets.map(({ data }) => data.length)
  expect([mean, low, high, datasets.length]).toEqual([100, 100, 100, 4])
  expect(single).toBeLessThan(50_000)
})

test('shows runs of a single epoch as dots in the middle of an axis with a tick', () => {
  const runs = runsOf([{ run_dir: 'a', tokenizer: 'vq' }])
  const { data, options } = learningCurves(runs, new Map([['a', historyOf([3])]])).chart
  expect(data.datasets[0]?.pointRadius).toEqual([expect.any(Number)])
  expect(options.scales.x).toMatchObject({ min: -0.5, max: 0.5 })
  expect(options.scales.x.fixedTicks).toEqual([{ value: 0, label: '0' }])
})

test('draws the means alone for more than 48 runs in more than six groups', () => {
  const captionOf = (nRuns: number, nGroups: number) => {
    const runs = Array.from({ length: nRuns }, (_, i) => ({
      run_dir: `run ${i}`,
      tokenizer: `t${i % nGroups}`,
    }))
    const perEpoch = new Map(runs.map(({ run_dir }) => [run_dir, historyOf([2, 1])]))
    return learningCurves(runsOf(runs), perEpoch).caption
  }
  expect(captionOf(49, 7)).not.toContain('Thin lines are single runs')
  expect(captionOf(48, 7)).toContain('Thin lines are single runs')
  expect(captionOf(49, 6)).toContain('Thin lines are single runs')
})

test('draws single runs only, up to a dozen, and fades them where there are many', () => {
  const linesOf = (n: number, show?: 'runs') => {
    const runDirs = Array.from({ length: n }, (_, i) => `run ${i}`)
    const runs = runsOf(runDirs.map((run_dir) => ({ run_dir, tokenizer: 'vq' })))
    const perEpoch = new Map(runDirs.map((runDir) => [runDir, historyOf([2, 1])]))
    return learningCurves(runs, perEpoch, show && { show }).chart.data.datasets
  }
  expect(linesOf(12).map(({ borderColor }) => borderColor)).toEqual(['#046200'])
  expect(linesOf(13)).toHaveLength(4)
  expect(linesOf(100, 'runs').map(({ borderColor }) => borderColor)).toEqual(['#0462003d'])
})

test('draws the histories of other sources than facts, a line for each run', async () => {
  const rows = (scale: number) =>
    [0, 1, 2].flatMap((epoch) => [
      { epoch, step: 10 * epoch + 9, 'train/loss': 9 },
      { epoch, step: 10 * epoch + 9, 'val/loss': scale / (epoch + 1) },
    ])
  const sweepDir = writeTree({
    ...lightningRun('logs/version_0', rows(1), { lr: 0.1 }),
    ...lightningRun('logs/version_1', rows(4), { lr: 0.2 }),
  })
  const { runs, perEpoch } = await loadRuns({ sweepDir })
  const figure = learningCurves(runs, perEpoch, { metric: 'val/loss', show: 'runs' })
  expect(figure.caption).not.toContain('split')
  const drawn = JSON.stringify(figure)
  expect(drawn).toContain('"Epoch"')
  for (const scale of [1, 4]) {
    const points = [0, 1, 2].map((epoch) => ({ x: epoch, y: scale / (epoch + 1) }))
    expect(drawn).toContain(JSON.stringify(points).slice(1, -1))
  }
})

test('draws along steps where an epoch has several rows', async () => {
  const rows = [0, 1, 2].map((step) => ({ epoch: 0, step, 'val/loss': 3 - step }))
  const sweepDir = writeTree(lightningRun('logs/version_0', rows))
  const { runs, perEpoch } = await loadRuns({ sweepDir })
  const drawn = JSON.stringify(learningCurves(runs, perEpoch, { metric: 'val/loss' }))
  expect(drawn).toContain('"Step"')
  expect(drawn).toContain('{"x":0,"y":3},{"x":1,"y":2},{"x":2,"y":1}')
})

test('names the metrics that there are where the usual one is none of them', async () => {
  const sweepDir = writeTree(lightningRun('logs/version_0', [{ step: 0, 'val/acc': 1 }]))
  const { runs, perEpoch } = await loadRuns({ sweepDir })
  const figure = learningCurves(runs, perEpoch)
  expect(JSON.stringify(figure)).toContain('there are val/acc')
})

test('says so where runs have no history, such as of models alone', () => {
  const runs = runsOf([{ run_dir: 'a' }, { run_dir: 'b' }])
  const perEpoch = new Map(['a', 'b'].map((run) => [run, table({})]))
  const { notes } = learningCurves(runs, perEpoch, { metric: 'val/loss', group: null })
  expect(notes.join(' ')).toContain('val/loss')
})

test('groups whose lines cover each other are named', () => {
  const pair = runsOf(['none', 'vq'].map((tokenizer, i) => ({ run_dir: `run${i}`, tokenizer })))
  const histories = (last: number) =>
    new Map([
      ['run0', historyOf([2, 1])],
      ['run1', historyOf([2, last])],
    ])
  expect(learningCurves(pair, histories(1)).notes).toEqual([
    'Identical lines, of which one covers the others: none and vq.',
  ])
  expect(learningCurves(pair, histories(0.9)).notes).toEqual([])
})

test('all of them are, whatever their dashes, and within panels', () => {
  const names = ['linear', 'none', 'vq']
  const rows = ['a', 'b'].flatMap((half) => names.map((tokenizer) => ({ half, tokenizer })))
  const runs = runsOf(rows.map((row, i) => ({ run_dir: `run${i}`, ...row })))
  // In the first panel all are the same, in the second none is.
  const histories = new Map(rows.map((_, i) => [`run${i}`, historyOf([2, i < 3 ? 1 : i])]))
  expect(learningCurves(runs, histories, { facet: 'half' }).notes).toEqual([
    '(Half: a) Identical lines, of which one covers the others: linear, none and vq.',
  ])
  const same = new Map(rows.map((_, i) => [`run${i}`, historyOf([2, 1])]))
  expect(learningCurves(runs, same, { facet: 'half' }).notes).toEqual([
    '(Half: a; Half: b) Identical lines, of which one covers the others: linear, none and vq.',
  ])
})

test('a group of a single epoch is a point in front of the lines of others, off the axis, and told', () => {
  const names = ['a', 'a', 'b', 'b', 'c']
  const runs = runsOf(names.map((tokenizer, i) => ({ run_dir: `run${i}`, tokenizer })))
  const lengths = [3, 3, 1, 1, 1]
  const histories = new Map(
    lengths.map((length, i) => [`run${i}`, historyOf([3, 2, 1].slice(0, length))]),
  )
  const { chart, notes } = learningCurves(runs, histories)
  expect(notes).toContain('With a single epoch, drawn as a point: b and c.')
  expect(chart.options.scales.x.min).toBeCloseTo(-0.03 * chart.options.scales.x.max)
  const [a, b, c] = chart.data.datasets.map(({ pointBorderWidth }) => pointBorderWidth as number)
  expect([a, b].every((width) => (width as number) > 0)).toBe(true)
  expect(c).toBe(0)
  const ofMeans = learningCurves(runs, histories, { show: 'mean' }).chart.data.datasets
  expect(ofMeans.map(({ data }) => data.length)).toEqual([1, 1, 1, 2, 1, 3, 3, 3])
  const longer = new Map(names.map((_, i) => [`run${i}`, historyOf([3, 2, 1])]))
  expect(learningCurves(runs, longer).chart.options.scales.x.min).toBe(0)
})

test('the mean of a single epoch has a whisker, since it has no band', () => {
  const seeds = runsOf([0, 1, 2].map((i) => ({ run_dir: `run${i}`, tokenizer: 'vq', seed: i })))
  const histories = new Map([0, 1, 2].map((i) => [`run${i}`, historyOf([1 + i])]))
  const { chart } = learningCurves(seeds, histories, { show: 'mean' })
  const { low, high } = meanInterval([1, 2, 3])
  const whisker = chart.data.datasets.find(({ data }) => data.length === 2)
  expect(whisker?.data.map(({ y }) => y)).toEqual([low, high])
})

test('positive values too small for any axis are not called zero', () => {
  const pair = runsOf(['a', 'b'].map((tokenizer, i) => ({ run_dir: `run${i}`, tokenizer })))
  const histories = new Map([
    ['run0', historyOf([2, 1e-200, 1e-300, 1e-3])],
    ['run1', historyOf([2, 0, 1e-2, 1e-3])],
  ])
  expect(learningCurves(pair, histories, { scale: 'log' }).notes).toEqual([
    'Not drawn: 1 value not above zero, which a log axis cannot show.',
    'Not drawn: 2 values below 10⁻¹⁵⁰, where no axis reaches.',
  ])
  expect(learningCurves(pair, histories, { scale: 'linear' }).notes).toEqual([])
})

test('values too large for any axis are not called infinite', () => {
  const pair = runsOf(['a', 'b'].map((tokenizer, i) => ({ run_dir: `run${i}`, tokenizer })))
  const { notes } = learningCurves(
    pair,
    new Map([
      ['run0', historyOf([2, 1e300, 1])],
      ['run1', historyOf([2, Number.POSITIVE_INFINITY, 1.5])],
    ]),
  )
  expect(notes).toEqual([
    'Not drawn: 1 value missing or infinite, where lines are broken.',
    'Not drawn: 1 value beyond 10¹⁵⁰, where no axis reaches.',
    'With infinite values (diverged): 1 run.',
  ])
})

test('a run that diverged, of whose history NaN is left out, is told', () => {
  const runs = runsOf([
    { run_dir: 'a', tokenizer: 'vq', diverged: '' },
    { run_dir: 'b', tokenizer: 'vq', diverged: 'val_loss' },
  ])
  const perEpoch = new Map([
    ['a', historyOf([3, 2, 1])],
    ['b', historyOf([3, 2])],
  ])
  expect(learningCurves(runs, perEpoch).notes).toContain(
    'Diverged: 1 run, drawn as far as it has numbers.',
  )
})
