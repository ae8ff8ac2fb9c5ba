import { expect, test } from 'vitest'
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
