import { table } from 'arquero'
import { expect, test } from 'vitest'
import { escapeLatex, latexTable } from './latexTable.ts'

const runs = table([
  ['tokenizer', ['vq', 'vq', 'none', 'none']],
  ['loss.total_best', [0.5, 0.6, 0.25, 0.26]],
  ['throughput_mean', [1200, null, 35000, 36000]],
])

test('groups are rows, with mean, interval and the best mean in bold', () => {
  expect(
    latexTable(runs, ['tokenizer'], [{ column: 'loss.total_best', best: 'min' }]).split('\n'),
  ).toEqual([
    '% Mean over runs with its 95 % bootstrap interval; best mean in bold. Needs \\usepackage{booktabs}.',
    '\\begingroup\\footnotesize\\setlength{\\tabcolsep}{4pt}\\renewcommand{\\arraystretch}{1.3}',
    '\\begin{tabular}{lrl}',
    '\\toprule',
    'tokenizer & n & loss.total\\_best \\\\',
    '\\midrule',
    'none & 2 & $\\mathbf{0.2550} \\pm 0.0050$ \\\\',
    'vq & 2 & $0.550 \\pm 0.050$ \\\\',
    '\\bottomrule',
    '\\end{tabular}',
    '\\endgroup',
    '',
  ])
})

test('large numbers share a power of ten and a single value has no interval', () => {
  const tex = latexTable(runs, ['tokenizer'], [{ column: 'throughput_mean', best: 'max' }])
  expect(tex).toContain('none & 2 & $\\mathbf{35500} \\pm 500$')
  expect(tex).toContain('vq & 2 & $1200$')
})

test('a column without values is a dash', () => {
  const empty = table([
    ['tokenizer', ['vq']],
    ['x', [null]],
  ])
  expect(latexTable(empty, ['tokenizer'], [{ column: 'x', best: 'min' }])).toContain('vq & 1 & --')
})

test('text from runs cannot act as LaTeX', () => {
  expect(escapeLatex('\\input{x} 50% a_b $c$ #1 ~^')).toBe(
    '\\textbackslash{}input\\{x\\} 50\\% a\\_b \\$c\\$ \\#1 \\textasciitilde{}\\textasciicircum{}',
  )
})

test('without groups all runs are one row', () => {
  expect(latexTable(runs, [], [{ column: 'loss.total_best' }])).toContain('\n4 & $0.40')
})

test('an interval that is not symmetric shows both sides', () => {
  const skewed = table([['x', [1, 1, 1, 1, 5]]])
  expect(latexTable(skewed, [], [{ column: 'x' }])).toContain('$1.8^{+1.6}_{-0.8}$')
})

test('a note stands in the comment, on one line', () => {
  expect(latexTable(runs, [], [], 'first\nsecond')).toContain('\n% first second\n')
})
