import { table } from 'arquero'
import { expect, test } from 'vitest'
import { baselineFindings } from './baselineFindings.ts'
import { compareWithBaseline } from './compareWithBaseline.ts'

/** Three seeds of each optimizer, whose losses are about the given ones. */
function runsOf(losses: Readonly<Record<string, number>>) {
  const rows = Object.entries(losses).flatMap(([opt, loss]) =>
    [0.98, 1, 1.02].map((factor, seed) => ({ opt, seed, loss: loss * factor })),
  )
  return table({
    opt: rows.map(({ opt }) => opt),
    seed: rows.map(({ seed }) => seed),
    loss: rows.map(({ loss }) => loss),
  })
}

const OPTIONS = { metric: 'loss', better: 'lower', parameters: ['opt'] } as const

function sentences(now: Record<string, number>, before: Record<string, number>): string[] {
  const comparison = compareWithBaseline(runsOf(now), runsOf(before), OPTIONS)
  return baselineFindings(comparison).map(({ sentence }) => sentence)
}

test('settings are counted by what became of them, and those that changed are named, the worse first', () => {
  expect(sentences({ adam: 3, sgd: 1, lion: 1 }, { adam: 1, sgd: 2, rmsprop: 1 })).toEqual([
    'Against the baseline, of 4 settings: 1 worse, 1 better, 1 new, 1 gone.',
    expect.stringMatching(
      /^adam is worse than in the baseline: 3\.0 times the loss \[2\.9, 3\.1\], 3 runs against 3, p < 0\.001 after Holm\.$/,
    ),
    expect.stringMatching(/^sgd is better than in the baseline: 0\.50 times the loss \[/),
  ])
})

test('what is not told apart is counted, and claimed of none', () => {
  expect(sentences({ adam: 1 }, { adam: 1 })).toEqual([
    'Against the baseline, of 1 setting: 1 not told apart.',
  ])
})
