import { expect, test } from 'vitest'
import { noteColumns } from '../../../tables/columnAliases.ts'
import { withColumn } from '../../../tables/withColumn.ts'
import { examplePerEpoch, exampleRuns, historyOf, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { BACKGROUND } from '../../parts/highlight.ts'
import type { CurveOptions } from './curvesFigure.ts'
import { lossVsTime } from './lossVsTime.ts'

const figure = lossVsTime(exampleRuns, examplePerEpoch)

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/lossVsTime.json')
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('draws on a log axis when the values span more than two decades', () => {
  expect(figure.chart.options.scales.y.type).toBe('logarithmic')
  const narrow = lossVsTime(exampleRuns, examplePerEpoch, { scale: 'linear' })
  expect(narrow.chart.options.scales.y.type).toBe('linear')
})

test('sums the epochs up to seconds of training', () => {
  const runs = runsOf([{ run_dir: 'a', tokenizer: 'vq' }])
  const { datasets } = lossVsTime(runs, new Map([['a', historyOf([3, 2, 1])]])).chart.data
  expect(datasets.at(-1)?.data).toEqual([
    { x: 10, y: 3 },
    { x: 20, y: 2 },
    { x: 30, y: 1 },
  ])
})

test('names the groups with their number of runs', () => {
  expect(figure.legend[0]).toMatchObject({
    title: 'Tokenizer',
    items: [{ text: 'linear (n = 4)' }, { text: 'none (n = 4)' }, { text: 'vq (n = 4)' }],
  })
})

test('names the number of runs behind each line where a group has several means', () => {
  const dashed = lossVsTime(exampleRuns, examplePerEpoch, { dash: 'encoder' })
  expect(dashed.legend[0]?.items[0]?.text).toBe('linear (n = 2 per line)')
})

test('ends the mean where fewer than half of the runs go on, and says from where fewer do', () => {
  const runs = runsOf(['a', 'b', 'c'].map((run_dir) => ({ run_dir, tokenizer: 'vq' })))
  const perEpoch = new Map([
    ['a', historyOf([1, 1, 1])],
    ['b', historyOf([3, 3])],
    ['c', historyOf([5])],
  ])
  const { chart, notes } = lossVsTime(runs, perEpoch, { show: 'mean' })
  expect(chart.data.datasets[0]?.data).toEqual([
    { x: 10, y: 3 },
    { x: null, y: null },
    { x: 10, y: 2 },
    { x: 20, y: 2 },
  ])
  expect(notes[0]).toBe('Fewer runs stand behind a mean where some have ended: vq from 10 (s).')
})

test('says which runs it could not draw', () => {
  const runs = runsOf([
    { run_dir: 'a', tokenizer: 'vq' },
    { run_dir: 'b', tokenizer: 'vq' },
  ])
  const { notes } = lossVsTime(runs, new Map([['a', historyOf([3, 2, 1])]]))
  expect(notes).toEqual(['Not drawn: 1 run without values of val_loss.'])
})

test('shows a run of a single epoch as a dot', () => {
  const runs = runsOf([{ run_dir: 'a', tokenizer: 'vq' }])
  const { datasets } = lossVsTime(runs, new Map([['a', historyOf([3])]])).chart.data
  expect(datasets.at(-1)?.pointRadius).toEqual([expect.any(Number)])
})

test('says in the caption and legend what its intervals are, and of how many runs a line', () => {
  expect(figure.caption).toMatch(
    /; shaded is the 95 % interval of the geometric mean over the runs of a line \(Student's t of the logarithms, n = 4\)\.$/,
  )
  expect(figure.legend.at(-1)?.items[0]?.text).toBe('geometric mean, 95 % interval')
  const runs = runsOf(['a', 'b'].map((run_dir) => ({ run_dir, tokenizer: 'vq' })))
  const perEpoch = new Map(['a', 'b'].map((runDir) => [runDir, historyOf([1, 2, 3])]))
  const two = lossVsTime(runs, perEpoch)
  expect(two.caption).toMatch(/; shaded is the range over the runs of a line \(n = 2\)\.$/)
  expect(two.legend.at(-1)?.items[0]?.text).toBe('mean, range (n = 2)')
})

test('breaks the band where the mean is broken, and says that it goes on beyond the axis', () => {
  const runs = runsOf(['a', 'b', 'c'].map((run_dir) => ({ run_dir, tokenizer: 'vq' })))
  const perEpoch = new Map([
    ['a', historyOf([1, 1, 1])],
    ['b', historyOf([3, null, 3])],
    ['c', historyOf([500, 500, 500])],
  ])
  const { chart, notes } = lossVsTime(runs, perEpoch)
  const [mean, low, high] = chart.data.datasets.map(({ data }) => data)
  expect([mean, low, high].map((line) => line?.map(({ y }) => y !== null))).toEqual([
    [true, false, true],
    [true, false, true],
    [true, false, true],
  ])
  expect(low?.[0]?.y).toBeLessThan(chart.options.scales.y.min)
  expect(low?.[0]?.y).toBeGreaterThan(0)
  expect(notes[0]).toBe('Intervals that reach beyond the axis are cut off at its edge.')
})

test('has geometric means on a log axis, and says so in legend and caption', () => {
  const runs = runsOf(['a', 'b', 'c'].map((run_dir) => ({ run_dir, tokenizer: 'vq' })))
  const perEpoch = new Map([
    ['a', historyOf([9, 0.9])],
    ['b', historyOf([10, 1])],
    ['c', historyOf([900, 90])],
  ])
  const { chart, legend, caption } = lossVsTime(runs, perEpoch, { show: 'mean' })
  expect(chart.data.datasets[0]?.data[0]?.y).toBeCloseTo(Math.cbrt(9 * 10 * 900), 10)
  expect(legend.at(-1)?.items[0]?.text).toBe('geometric mean, 95 % interval')
  expect(caption).toContain('Thick lines are the geometric mean of the runs')
  const linear = lossVsTime(runs, perEpoch, { scale: 'linear' })
  expect(linear.chart.data.datasets[0]?.data[0]?.y).toBeCloseTo(919 / 3, 10)
  expect(linear.caption).toContain('Thick lines are the mean of the runs')
})

test('counts the runs that are drawn, and names no group without any', () => {
  const runs = runsOf([
    { run_dir: 'a', tokenizer: 'vq' },
    { run_dir: 'b', tokenizer: 'vq' },
    { run_dir: 'c', tokenizer: 'none' },
  ])
  const perEpoch = new Map([
    ['a', historyOf([3, 2])],
    ['b', historyOf([null, null])],
  ])
  const { legend, notes } = lossVsTime(runs, perEpoch)
  expect(legend[0]?.items.map(({ text }) => text)).toEqual(['vq (n = 1)'])
  expect(notes).toContain('Not drawn: 2 runs without values of val_loss.')
})

test('has edges along bands only where no thin lines of runs are', () => {
  const widths = (show: CurveOptions['show'] & string) =>
    lossVsTime(exampleRuns, examplePerEpoch, { show }).chart.data.datasets.flatMap(
      ({ fill, borderWidth }) => (fill === undefined ? [] : [Number(borderWidth) > 0]),
    )
  expect(new Set(widths('mean'))).toEqual(new Set([true]))
  expect(new Set(widths('mean and runs'))).toEqual(new Set([false]))
})

test('has a mean for each setting where the parameters are given', () => {
  const rows = [0, 1, 10].flatMap((beta) =>
    [1, 2, 3].map((seed) => ({ run_dir: `${beta} ${seed}`, tokenizer: 'vq', beta, seed })),
  )
  const perEpoch = new Map(
    rows.map(({ run_dir, beta, seed }) => [run_dir, historyOf([beta + seed, beta + 1])]),
  )
  const within = ['tokenizer', 'beta']
  const { chart, legend, caption } = lossVsTime(runsOf(rows), perEpoch, { within, show: 'mean' })
  const means = chart.data.datasets.filter(({ fill }) => fill === undefined)
  expect(means.map(({ data }) => data.at(-1)?.y)).toEqual([1, 2, 11])
  expect(legend[0]?.items[0]?.text).toBe('vq (n = 3 per line)')
  expect(caption).toContain('of the runs of one setting that are still training')
  const mixed = lossVsTime(runsOf(rows), perEpoch, { show: 'mean' })
  expect(mixed.chart.data.datasets.filter(({ fill }) => fill === undefined)).toHaveLength(1)
})

test('keeps settings apart where the table knows the parameters of the sweep', () => {
  const rows = ['gnn', 'mlp'].flatMap((encoder) =>
    [1, 2].map((seed) => ({ run_dir: `${encoder} ${seed}`, tokenizer: 'vq', encoder, seed })),
  )
  const runs = noteColumns(runsOf(rows), { aliases: new Map(), parameters: ['encoder', 'seed'] })
  const perEpoch = new Map(
    rows.map(({ run_dir, encoder }) => [run_dir, historyOf(encoder === 'gnn' ? [1, 1] : [3, 3])]),
  )
  const meansOf = (options: CurveOptions) =>
    lossVsTime(runs, perEpoch, { show: 'mean', ...options }).chart.data.datasets.flatMap(
      ({ fill, data }) => (fill === undefined ? [data.at(-1)?.y] : []),
    )
  expect(meansOf({})).toEqual([1, 3])
  expect(meansOf({ within: [] })).toEqual([2])
})

test('has a mean for the group where each setting was trained once', () => {
  const rows = [1, 2].map((lr) => ({ run_dir: `${lr}`, tokenizer: 'vq', lr }))
  const runs = noteColumns(runsOf(rows), { aliases: new Map(), parameters: ['lr'] })
  const perEpoch = new Map(rows.map(({ run_dir, lr }) => [run_dir, historyOf([lr])]))
  const { chart } = lossVsTime(runs, perEpoch, { show: 'mean' })
  expect(chart.data.datasets[0]?.data).toEqual([{ x: 10, y: 1.5 }])
})

test('draws thousands of epochs in fewer points, spikes included, and says so', () => {
  expect(figure.caption).toContain('Thin lines are single runs.')
  const losses = Array.from({ length: 3000 }, (_, epoch) => (epoch === 1234 ? 50 : 1 + epoch / 1e4))
  const runs = runsOf(['a', 'b'].map((run_dir) => ({ run_dir, tokenizer: 'vq' })))
  const perEpoch = new Map(['a', 'b'].map((runDir) => [runDir, historyOf(losses)]))
  const { caption, chart } = lossVsTime(runs, perEpoch)
  expect(caption).toContain(
    'Thin lines are single runs, in fewer points that keep their form and spikes.',
  )
  const line = chart.data.datasets.at(-1)?.data
  expect(line).toHaveLength(2 * 600 + 1)
  expect(line?.filter(({ y }) => y === 50)).toHaveLength(2)
})

test('smooths each run before the mean, with the values themselves behind', () => {
  const runs = runsOf(['a', 'b'].map((run_dir) => ({ run_dir, tokenizer: 'vq' })))
  const perEpoch = new Map([
    ['a', historyOf([3, 6, 3])],
    ['b', historyOf([5, 2, 5])],
  ])
  const { chart, caption } = lossVsTime(runs, perEpoch, {
    smooth: { window: 3 },
    scale: 'linear',
  })
  const heights = chart.data.datasets.map(({ data }) => data.map(({ y }) => y))
  expect(heights[0]).toEqual([4, 4, 4])
  expect(heights.at(-1)).toEqual([3, 6, 3, null, 5, 2, 5])
  // Fainter than runs behind means of their own.
  expect(String(chart.data.datasets.at(-1)?.borderColor)).toMatch(/40$/)
  expect(caption).toContain(
    'Thin lines are single runs as they are. Thick lines are the mean of the runs, smoothed by a ' +
      'centred mean over 3 neighbouring values, that are still training',
  )
})

test('smooths a run that is alone, on a logarithmic axis in logarithms', () => {
  const runs = runsOf([{ run_dir: 'a', tokenizer: 'vq' }])
  const perEpoch = new Map([['a', historyOf([1, 1000, 1])]])
  const { chart, caption } = lossVsTime(runs, perEpoch, { smooth: { window: 3 }, scale: 'log' })
  const [smooth, raw] = chart.data.datasets
  expect(smooth?.data[1]?.y).toBeCloseTo(10, 10)
  expect(raw?.data[1]?.y).toBe(1000)
  expect(String(raw?.borderColor)).toMatch(/^#.{6}40$/)
  expect(caption).toContain('smoothed by a centred mean of the logarithms over 3')
})

test('breaks lines at epochs without a finite value, and counts these', () => {
  const runs = runsOf(['a', 'b'].map((run_dir) => ({ run_dir, tokenizer: 'vq' })))
  const history = historyOf([3, Number.NaN, 1, Number.POSITIVE_INFINITY, 1])
  const perEpoch = new Map(['a', 'b'].map((runDir) => [runDir, history]))
  const { chart, notes } = lossVsTime(runs, perEpoch)
  const heights = chart.data.datasets.map(({ data }) => data.slice(0, 5).map(({ y }) => y))
  expect([heights[0], heights.at(-1)]).toEqual([
    [3, null, 1, null, 1],
    [3, null, 1, null, 1],
  ])
  expect(notes).toEqual([
    'Not drawn: 4 values missing or infinite, where lines are broken.',
    'With infinite values (diverged): 2 runs.',
  ])
})

test('has no bands where there are more groups than can be told apart', () => {
  const groupsOf = (n: number) => {
    const rows = Array.from({ length: 2 * n }, (_, i) => ({ run_dir: `run ${i}`, seed: i % n }))
    const perEpoch = new Map(rows.map(({ run_dir }) => [run_dir, historyOf([2, 1])]))
    return lossVsTime(runsOf(rows), perEpoch, { group: 'seed' })
  }
  expect(groupsOf(12).chart.data.datasets).toHaveLength(12 * 4)
  expect(groupsOf(13).chart.data.datasets).toHaveLength(13 * 2)
  expect(groupsOf(13).caption).not.toContain('interval')
})

test('draws a run that is alone in its group once', () => {
  const { chart, caption } = lossVsTime(exampleRuns, examplePerEpoch, { group: 'run_dir' })
  expect(chart.data.datasets).toHaveLength(12)
  expect(caption).toContain('One line per run.')
})

const tokenizers = ['linear', 'none', 'vq', 'fsq', 'rvq']

test('dashes the means of all groups but two, single runs behind them never', () => {
  const of = (n: number) => {
    const names = tokenizers.slice(0, n).flatMap((tokenizer) => [tokenizer, tokenizer])
    const runs = runsOf(names.map((tokenizer, i) => ({ run_dir: `${i}`, tokenizer })))
    const perEpoch = new Map(names.map((_, i) => [`${i}`, historyOf([3, 2 + i, 1 + i])]))
    const { datasets } = lossVsTime(runs, perEpoch).chart.data
    const isMean = ({ borderWidth }: (typeof datasets)[number]) => Number(borderWidth) > 1.5
    const lines = datasets.filter(({ fill }) => fill === undefined)
    const dashed = (each: typeof datasets) => each.filter(({ borderDash }) => borderDash?.length)
    return [dashed(lines.filter(isMean)).length, dashed(lines.filter((x) => !isMean(x))).length]
  }
  expect(of(1)).toEqual([0, 0])
  expect(of(3)).toEqual([1, 0])
  expect(of(5)).toEqual([3, 0])
})

test('leaves the dashes to the column that has them', () => {
  const { legend } = lossVsTime(
    runsOf(tokenizers.map((tokenizer, i) => ({ run_dir: `${i}`, tokenizer, encoder: 'mlp' }))),
    new Map(tokenizers.map((_, i) => [`${i}`, historyOf([3, 2, 1])])),
    { dash: 'encoder' },
  )
  expect(legend[0]?.items.filter(({ dash }) => dash !== undefined)).toEqual([])
})

test('lets a diverged run leave the axis, and hides no group behind its interval', () => {
  const names = ['linear', 'none', 'vq'].flatMap((tokenizer) => new Array(6).fill(tokenizer))
  const runs = runsOf(names.map((tokenizer, i) => ({ run_dir: `${i}`, tokenizer })))
  const perEpoch = new Map(
    names.map((_, i) => [
      `${i}`,
      historyOf(i === 0 ? [2, 1e5, 1e9] : [2 + i / 40, 1.5, 1 + i / 40]),
    ]),
  )
  const { chart, notes } = lossVsTime(runs, perEpoch)
  expect(chart.options.scales.y.max).toBeLessThan(3)
  expect(notes).toEqual([
    'Intervals that reach beyond the axis are cut off at its edge; those that would cover all of it are not drawn.',
    'Beyond the vertical axis: 1 run, up to 1×10⁹.',
    'Beyond the vertical axis: the mean curve of linear (up to 1.67×10⁸).',
  ])
  const [, low] = chart.data.datasets
  expect(low?.data.map(({ y }) => y !== null)).toEqual([true, false, false])
})

test('in panels, tells of the mean curves of each that leave the axis of all', () => {
  const rows = ['p', 'q'].flatMap((panel) =>
    Array.from({ length: 6 }, () => ({ panel, tokenizer: 'vq' })),
  )
  const runs = runsOf(rows.map((row, i) => ({ run_dir: `${i}`, ...row })))
  const perEpoch = new Map(
    rows.map((_, i) => [`${i}`, historyOf(i === 11 ? [2, 1e9] : [2 + i / 40, 1.5 + i / 40])]),
  )
  const { notes } = lossVsTime(runs, perEpoch, { facet: 'panel' })
  expect(notes.filter((note) => note.includes('Beyond'))).toEqual([
    'Beyond the vertical axis: 1 run, at 1×10⁹.',
    '(Panel: q) Beyond the vertical axis: the mean curve of vq (1.67×10⁸).',
  ])
})

test('draws the runs that do not stand out thin and grey behind the means of the others', () => {
  const { chart, legend } = lossVsTime(exampleRuns, examplePerEpoch, {
    group: 'tokenizer',
    highlight: { tokenizer: 'vq' },
  })
  expect(legend[0]?.items.map(({ text }) => text)).toEqual(['vq (n = 4)', 'other runs (n = 8)'])
  const behind = chart.data.datasets.at(-1)
  expect(behind?.borderColor).toBe(BACKGROUND)
  expect(behind?.data.filter(({ y }) => y === null)).toHaveLength(7)
})

test('gives each of many groups a panel where their runs cover each other', () => {
  const rows = Array.from({ length: 18 }, (_, i) => ({
    run_dir: `run_${i}`,
    tokenizer: `t${i % 6}`,
  }))
  const perEpoch = new Map(rows.map(({ run_dir }, i) => [run_dir, historyOf([1, 0.5 + i / 100])]))
  const titles = (options?: CurveOptions) =>
    lossVsTime(runsOf(rows), perEpoch, options).panels?.plots.map(({ title }) => title)
  expect(titles()).toEqual([0, 1, 2, 3, 4, 5].map((i) => `Tokenizer: t${i} (n = 3)`))
  expect(titles({ facet: null })).toBeUndefined()
  expect(titles({ show: 'mean' })).toBeUndefined()
})

/** Two runs with a time of each epoch, the second as given. */
function timed(times: readonly (number | null)[]) {
  const runs = runsOf(['a', 'b'].map((run_dir) => ({ run_dir, tokenizer: run_dir })))
  const history = (seconds: readonly (number | null)[]) =>
    withColumn(historyOf([8, 4, 2, 1]), 'epoch_time_s', (_, row) => seconds[row] ?? null)
  const perEpoch = new Map([
    ['a', history([10, 10, 10, 10])],
    ['b', history(times)],
  ])
  return lossVsTime(runs, perEpoch, { scale: 'linear', show: 'runs' })
}

test('values after an epoch without a time are told by the time that they lack', () => {
  expect(timed([10, null, 10, 10]).notes).toContain(
    'Not drawn: 3 values whose time is not known, or before that of an earlier epoch, where lines are broken.',
  )
})

test('no curve goes back in time', () => {
  const { chart, notes } = timed([10, 10, -15, 10])
  const [, line] = chart.data.datasets
  expect(line?.data.map(({ x }) => x)).toEqual([10, 20, null, null])
  expect(notes.join(' ')).toContain('Not drawn: 2 values whose time')
})
