import { expect, test } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { beyondPoints } from '../../parts/beyondPoints.ts'
import { bestSoFar } from './bestSoFar.ts'
import { spanInWords } from './runTimes.ts'
import { timeline } from './timeline.ts'

const runs = runsOf([
  { run_dir: 'job1', status: 'failed', started_at: '2025-11-03T12:01:00Z', duration_s: 30 },
  { run_dir: 'job0', status: 'finished', started_at: '2025-11-03T12:00:00Z', duration_s: 120 },
  { run_dir: 'job2', status: 'running', started_at: '2025-11-03T12:02:00Z', duration_s: null },
  { run_dir: 'job3', status: 'unknown', started_at: null, duration_s: 10 },
])
const figure = timeline(runs)

test('each run is a bar from its start over its duration, in the order of the starts', () => {
  expect(figure.chart.options.scales.y.fixedTicks.map(({ label }) => label)).toEqual([
    'job0',
    'job1',
    'job2',
  ])
  const spans = figure.marks.map((mark) => mark.shape === 'rect' && [mark.x, Math.round(mark.y[0])])
  expect(spans).toEqual([
    [[60, 90], 1],
    [[0, 120], -0],
  ])
})

test('statuses have colours of their own, counted in the legend', () => {
  expect(figure.legend[0]?.items.map(({ text }) => text)).toEqual([
    'failed (n = 1)',
    'finished (n = 1)',
    'running (n = 1)',
  ])
})

test('a run without a duration is a point at its start, one without a start is left out', () => {
  expect(figure.chart.data.datasets.flatMap(({ data }) => data)).toEqual([{ x: 120, y: 2 }])
  expect(figure.notes).toEqual([
    'Not drawn: 1 run without the time of a start.',
    '1 run without a duration: a point at the start.',
  ])
})

test('the caption sums up the durations that are known', () => {
  const startOf = (run: number) => `2025-11-03T12:0${run}:00Z`
  const captionOf = (...durations: (number | null)[]) =>
    timeline(runsOf(durations.map((duration_s, run) => ({ started_at: startOf(run), duration_s }))))
      .caption
  expect(captionOf(60, 60)).toBe(
    'The runs in the order of their start, a bar each from start to end: 2 minutes of training in 2 minutes.',
  )
  expect(captionOf(60, 30, null)).toMatch(/: 90 seconds of training of the 2 runs that tell it in /)
  expect(captionOf(null, null, null)).toBe(
    'The runs in the order of their start, a point each: starts within 2 minutes. How long they took is not known.',
  )
  expect(captionOf(null)).toBe(
    'The runs in the order of their start, a point each. How long they took is not known.',
  )
})

test('a thousand runs are no taller than a page, counted instead of named', () => {
  const many = runsOf(
    Array.from({ length: 1000 }, (_, i) => ({
      run_dir: `job${i}`,
      started_at: new Date(1.7e12 + i * 6e4).toISOString(),
      duration_s: 100,
    })),
  )
  const { size, chart } = timeline(many)
  expect(size.height).toBeLessThan(8)
  expect(chart.options.scales.y.title.text).toBe('Runs, in the order of their start')
  expect(chart.options.scales.y.fixedTicks.every(({ label }) => !label.includes('job'))).toBe(true)
})

test('a bar that is too short to be seen keeps its outline, over many days', () => {
  const { marks, chart } = timeline(
    runsOf([
      { run_dir: 'a', started_at: '2025-11-03T12:00:00Z', duration_s: 60 },
      { run_dir: 'b', started_at: '2025-12-03T12:00:00Z', duration_s: 86_400 },
    ]),
  )
  const strokes = marks.map((mark) => mark.shape === 'rect' && mark.stroke !== undefined)
  expect(strokes).toEqual([true, false])
  expect(chart.options.scales.x.title.text).toBe('Time since the first start (days)')
})

/** Twelve runs of a minute, one after the other, and another run. */
const minutesAnd = (other: { at: number; duration_s: number | null }) =>
  runsOf(
    [...Array.from({ length: 12 }, (_, i) => ({ at: i, duration_s: 60 })), other].map(
      ({ at, duration_s }, i) => ({
        run_dir: `job${i}`,
        started_at: new Date(1.7e12 + at * 60_000).toISOString(),
        duration_s,
      }),
    ),
  )

test('a run that went on far longer than the others leaves the time to them, and is told', () => {
  const { chart, marks, notes } = timeline(minutesAnd({ at: 3, duration_s: 864_000 }))
  expect(chart.options.scales.x).toMatchObject({
    title: { text: 'Time since the first start (min)' },
    min: 0,
    max: 12 * 1.04,
  })
  expect(marks).toContainEqual(expect.objectContaining({ run: 'job12', x: [3, 14_403] }))
  expect(notes).toEqual(['Beyond the horizontal axis: 1 run, at 14\u202f400.'])
})

test('one that began far later is an arrow at the end of the time', () => {
  const { chart, notes } = timeline(minutesAnd({ at: 14_400, duration_s: null }))
  expect(beyondPoints(chart)).toMatchObject([{ x: 14_400, towards: 'right', run: 'job12' }])
  expect(notes).toContain('Beyond the horizontal axis: 1 run, at 14\u202f400.')
})

test('no run with a start is a figure that says so', () => {
  expect(timeline(runsOf([{ run_dir: 'a' }])).notes).toEqual([
    'None of 1 run tells when it started.',
  ])
})

test('panels have their own runs, on the time axis of all of them', () => {
  const { panels } = timeline(runs, { facet: 'status' })
  expect(panels?.plots.map(({ title }) => title)).toEqual([
    'Status: failed (n = 1)',
    'Status: finished (n = 1)',
    'Status: running (n = 1)',
    'Status: unknown',
  ])
  const failed = panels?.plots[0]
  expect(failed?.chart.options.scales.y.fixedTicks.map(({ label }) => label)).toEqual(['job1'])
  expect(failed?.marks[0]).toMatchObject({ x: [60, 90] })
  expect(failed?.chart.options.scales.x).toEqual(figure.chart.options.scales.x)
})

test('runs are named by what they are called, those of one name by their id as well', () => {
  const named = runsOf(
    ['calm-panda', 'odd-fox', 'odd-fox'].map((run, i) => ({
      run_dir: `mlruns/0/${'abc'[i]}f3e7e1463daab`,
      run,
      started_at: `2025-11-03T12:0${i}:00Z`,
      duration_s: 30,
    })),
  )
  const labels = timeline(named).chart.options.scales.y.fixedTicks.map(({ label }) => label)
  expect(labels).toEqual(['calm-panda', 'odd-fox bf3e7e1463daab', 'odd-fox cf3e7e1463daab'])
})

test.each([
  [1, '1 second'],
  [90, '90 seconds'],
  [3600, '60 minutes'],
  [45_000, '12.5 hours'],
  [12_000 * 3600, '12\u202f000 hours'],
])('%d seconds are %s', (seconds, words) => {
  expect(spanInWords(seconds)).toBe(words)
})

test('what screen readers are told is the time that the runs took, not the end of the axis', () => {
  const day = (n: number) => `2025-11-0${n}T12:00:00Z`
  const long = runsOf(
    [1, 3].map((n) => ({ run_dir: `job${n}`, started_at: day(n), duration_s: 76_680 })),
  )
  expect(timeline(long).caption).toContain('in 69.3 hours')
  expect(timeline(long).alt).toBe('Timeline of 2 runs, 2 of them with a duration, over 69.3 hours.')
  const open = runsOf([{ run_dir: 'job', started_at: day(1), duration_s: null }])
  expect(timeline(open).alt).toBe('Timeline of 1 run, 0 of them with a duration.')
})

test('has room for more runs than a call has for arguments', () => {
  const started = Date.parse('2025-11-03T12:00:00Z')
  const many = runsOf(
    Array.from({ length: 130_000 }, (_, i) => ({
      started_at: new Date(started + 1000 * i).toISOString(),
      duration_s: 10,
    })),
  )
  expect(timeline(many).alt).toContain('Timeline of 130000 runs')
  const losses = runsOf(Array.from({ length: 130_000 }, (_, i) => ({ loss: 1 + 1 / (i + 1) })))
  expect(bestSoFar(losses, { metric: 'loss' }).chart.data.datasets.length).toBeGreaterThan(0)
})
