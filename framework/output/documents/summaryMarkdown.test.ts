import { table } from 'arquero'
import { expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { summaryMarkdown } from './summaryMarkdown.ts'

test('findings come first, then what a reader must know, as lists', () => {
  const text = summaryMarkdown({
    title: 'Which setting matters',
    numRuns: 2,
    findings: [{ sentence: 'vq is worse than none.' }],
    warnings: ['loss_best of [a] is <low>.'],
  })
  expect(text).toBe(
    '# Which setting matters\n\nOver 2 runs.\n\n## Findings\n\n- vq is worse than none.\n\n' +
      '## What to know\n\n- loss\\_best of \\[a\\] is \\<low\\>.\n',
  )
})

test('parts without content are left out', () => {
  const text = summaryMarkdown({ title: 'T', numRuns: 1, findings: [], warnings: [] })
  expect(text).toBe('# T\n\nOver 1 run.\n')
})

const runs = runsOf([
  { run_dir: 'a', run: 'job_0', tokenizer: 'vq|2', seed: 0, loss: 2 },
  { run_dir: 'b', run: 'job_1', tokenizer: 'vq|2', seed: 1, loss: 4 },
  { run_dir: 'c', run: 'job_2', tokenizer: 'none', seed: 0, loss: 1 },
  { run_dir: 'd', run: 'job_3', tokenizer: 'none', seed: 1, loss: null },
])
const compared = {
  runs,
  groups: ['tokenizer'],
  metrics: [{ column: 'loss', best: 'min' }],
} as const
const bare = { title: 'T', numRuns: 4, findings: [], warnings: [] }

test('groups are a table of means with their intervals, the best in bold', () => {
  const text = summaryMarkdown({ ...bare, compared })
  expect(text).toContain(
    '## Groups\n\n| tokenizer | n | loss |\n| --- | ---: | ---: |\n' +
      '| none | 2 | **1** (n = 1) |\n| vq\\|2 | 2 | 3.0 [2.0, 4.0] |\n\nMeans over n runs with the ',
  )
})

test('the best runs come with their values, the best first', () => {
  const text = summaryMarkdown({ ...bare, compared })
  expect(text).toContain(
    '## Best runs\n\n- job\\_2: loss 1\n- job\\_0: loss 2\n- job\\_1: loss 4\n',
  )
  const max = { ...compared, metrics: [{ column: 'loss', best: 'max' }] } as const
  expect(summaryMarkdown({ ...bare, compared: max })).toContain('## Best runs\n\n- job\\_1: loss 4')
})

test('the best run of a metric of many digits has all of them before the point', () => {
  const runs = table({ run: ['a', 'b'], run_dir: ['a', 'b'], time: [123456.789, 123457.789] })
  const compared = { runs, groups: [], metrics: [{ column: 'time', best: 'min' as const }] }
  const text = summaryMarkdown({ title: 'x', numRuns: 2, findings: [], warnings: [], compared })
  expect(text).toContain('- a: time 123\u202f457\n')
})

test('a metric of which no better end is known has no best runs', () => {
  const metrics = [{ column: 'loss' }]
  expect(summaryMarkdown({ ...bare, compared: { ...compared, metrics } })).not.toContain(
    'Best runs',
  )
})

test('past twenty groups the rest is counted', () => {
  const many = runsOf(Array.from({ length: 25 }, (_, i) => ({ tokenizer: `t${i}`, loss: i })))
  const text = summaryMarkdown({ ...bare, compared: { ...compared, runs: many } })
  expect(text.match(/^\| t\d+ /gm)).toHaveLength(20)
  expect(text).toContain('The first 20 of 25 groups.')
})

test('figures are links with the first sentence of their caption', () => {
  const figures = [
    { name: 'loss_vs_time', caption: 'Loss [val] by 1.5 s. More.', file: 'figures/a b.png' },
  ]
  expect(summaryMarkdown({ ...bare, figures })).toContain(
    '## Figures\n\n- [loss\\_vs\\_time](figures/a%20b.png): Loss \\[val\\] by 1.5 s.\n',
  )
})

test('a name that turns the direction of a text is spelled out', () => {
  const text = summaryMarkdown({ ...bare, findings: [{ sentence: 'loss rises with \u202eemag.' }] })
  expect(text).toContain('- loss rises with \\\\u202eemag.\n')
})

test('a best run that diverged later is told to', () => {
  const runs = runsOf([
    { run: '0', 'val/acc.best': 0.5, diverged: null },
    { run: '1', 'val/acc.best': 0.9, diverged: 'val/acc' },
  ])
  const text = summaryMarkdown({
    ...{ title: 'T', numRuns: 2, findings: [], warnings: [] },
    compared: { runs, groups: [], metrics: [{ column: 'val/acc.best', best: 'max' }] },
  })
  expect(text).toContain('- 1: val/acc.best 0.9 (diverged later)\n- 0: val/acc.best 0.5\n')
})
