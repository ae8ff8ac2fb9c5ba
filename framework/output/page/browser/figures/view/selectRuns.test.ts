import { describe, expect, test } from 'vitest'
import type { Figure } from '../../../../../plots/figure.ts'
import { pairedSlopes } from '../../../../../plots/kinds/comparisons/pairedSlopes.ts'
import { lossVsTime } from '../../../../../plots/kinds/curves/lossVsTime.ts'
import { horizontalBars } from '../../../../../plots/kinds/groups/horizontalBars.ts'
import { scatter } from '../../../../../plots/kinds/runs/scatter.ts'
import { examplePerEpoch, exampleRuns, runsOf } from '../../../../../testing/exampleRuns.ts'
import { NO_RUNS, runsOf as runsIn, selectRuns } from './selectRuns.ts'

const runs = runsOf([
  { run: 'a', run_dir: 'runs/a', loss: 1, seed: 1, tokenizer: 'vq' },
  { run: 'b', run_dir: 'runs/b', loss: 2, seed: 2, tokenizer: 'vq' },
  { run: 'c', run_dir: 'runs/c', loss: 3, seed: 3, tokenizer: 'none' },
])
const points = scatter(runs, { x: 'seed', y: 'loss', group: 'tokenizer', label: 'run' })
const highlight = (...names: string[]) => ({ ...NO_RUNS, highlighted: new Set(names) })
const hide = (...names: string[]) => ({ ...NO_RUNS, hidden: new Set(names) })
const datasetsOf = ({ chart }: Figure) => chart.data.datasets

test('a figure without these runs is the printed one itself', () => {
  expect(selectRuns(points, NO_RUNS)).toBe(points)
  expect(selectRuns(points, highlight('elsewhere'))).toBe(points)
  expect(selectRuns(points, hide('elsewhere'))).toBe(points)
})

test('highlighted runs lie on top, larger; all others are faded, and have no names', () => {
  const shown = selectRuns(points, highlight('b'))
  const [first, ...others] = datasetsOf(shown)
  expect(first).toMatchObject({ data: [{ x: 2, y: 2 }], runs: [[0, 'b']] })
  expect(first?.pointBackgroundColor).toMatch(/^#[0-9a-f]{6}$/)
  expect(Number(first?.pointRadius)).toBeGreaterThan(Number(others[0]?.pointRadius))
  expect(others.flatMap(({ data }) => data)).toHaveLength(2)
  for (const { pointBackgroundColor } of others) expect(pointBackgroundColor).toMatch(/26$/)
  expect(shown.labels.map(({ text }) => text)).toEqual(['b'])
})

test('hidden runs are left out, which a note tells', () => {
  const shown = selectRuns(points, hide('a', 'c'))
  expect(datasetsOf(shown).flatMap(({ data }) => data)).toEqual([{ x: 2, y: 2 }])
  expect(shown.labels.map(({ text }) => text)).toEqual(['b'])
  expect(shown.notes.at(-1)).toBe(
    '2 runs hidden here; means, intervals and axes are still those of all runs.',
  )
})

test('a run that is hidden is not highlighted', () => {
  const shown = selectRuns(points, { highlighted: new Set(['a']), hidden: new Set(['a']) })
  for (const { pointBackgroundColor } of datasetsOf(shown)) {
    expect(pointBackgroundColor).not.toMatch(/26$/)
  }
})

describe('lines of several runs in one dataset', () => {
  const curves = lossVsTime(exampleRuns, examplePerEpoch, { metric: 'val_loss' })
  const [run = ''] = runsIn(curves)

  test('are parted by run, with gaps where other lines were', () => {
    const [first] = datasetsOf(selectRuns(curves, highlight(run)))
    expect(first?.runs).toEqual([[0, run]])
    const own = datasetsOf(curves).find((dataset) => dataset.runs?.[0]?.[1] === run)
    const end = own?.runs?.[1]?.[0] ?? own?.data.length
    expect(first?.data).toEqual(own?.data.slice(0, end).filter(({ y }) => y !== null))
  })

  test('keep the bands of means beside each other', () => {
    const fills = datasetsOf(selectRuns(curves, hide(run))).map(({ fill }) => fill)
    fills.forEach((fill, at) => {
      if (fill === '-1') expect(fills[at - 1]).toBe(false)
    })
    expect(fills.filter((fill) => fill === '-1')).toHaveLength(
      datasetsOf(curves).filter(({ fill }) => fill === '-1').length,
    )
  })
})

test('bars of runs are faded and left out', () => {
  const figure = horizontalBars(runs, { value: 'loss', scale: 'linear' })
  const fills = (shown: Figure) => shown.marks.map((mark) => mark.shape === 'rect' && mark.fill)
  const [a, b, c] = fills(figure)
  expect(fills(selectRuns(figure, hide('a')))).toEqual([b, c])
  const [first, second] = fills(selectRuns(figure, highlight('a')))
  expect(first).toBe(a)
  expect(second).not.toBe(b)
})

test('a line from run to run is highlighted for either, and left out for either', () => {
  const pairs = runsOf(
    ['none', 'vq'].flatMap((tokenizer) =>
      [1, 2, 3].map((seed) => ({
        run: `${tokenizer}${seed}`,
        tokenizer,
        seed,
        loss: seed + (tokenizer === 'vq' ? 0.5 : 0),
      })),
    ),
  )
  const figure = pairedSlopes(pairs, { value: 'loss', by: 'tokenizer' })
  const linesOf = (shown: Figure) =>
    datasetsOf(shown)
      .filter(({ showLine }) => showLine)
      .map(({ data }) => data.filter(({ y }) => y !== null).length / 2)
  expect(linesOf(figure)).toEqual([3])
  expect(linesOf(selectRuns(figure, hide('vq2')))).toEqual([2])
  expect(linesOf(selectRuns(figure, highlight('none1')))).toEqual([1, 2])
})
