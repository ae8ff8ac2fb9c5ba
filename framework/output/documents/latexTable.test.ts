import { table } from 'arquero'
import { expect, test } from 'vitest'
import { latexTable } from './latexTable.ts'

const runs = table([
  ['tokenizer', ['vq', 'vq', 'none', 'none']],
  ['loss.total_best', [0.5, 0.6, 0.25, 0.26]],
  ['throughput_mean', [1200, null, 35000, 36000]],
])

test('groups are rows, with mean, the range of two runs and the best mean in bold', () => {
  expect(
    latexTable(runs, ['tokenizer'], [{ column: 'loss.total_best', best: 'min' }]).split('\n'),
  ).toEqual([
    '% Mean over n runs with the range over runs (n = 2); best mean in bold. Needs \\usepackage{booktabs}.',
    '\\begingroup\\footnotesize\\setlength{\\tabcolsep}{4pt}\\renewcommand{\\arraystretch}{1.3}',
    '\\begin{tabular}{lrl}',
    '\\toprule',
    'tokenizer & n & loss.total\\_best \\\\',
    '\\midrule',
    'none & 2 & $\\mathbf{0.2550}\\;[0.2500, 0.2600]$ \\\\',
    'vq & 2 & $0.550\\;[0.500, 0.600]$ \\\\',
    '\\bottomrule',
    '\\end{tabular}',
    '\\endgroup',
    '',
  ])
})

test('large numbers share a power of ten and a single value has no interval', () => {
  const tex = latexTable(runs, ['tokenizer'], [{ column: 'throughput_mean', best: 'max' }])
  expect(tex).toContain('none & 2 & $\\mathbf{35500}\\;[35000, 36000]$')
  expect(tex).toContain('vq & 2 & $1200$ (n = 1)')
})

test('a column without values is a dash', () => {
  const empty = table([
    ['tokenizer', ['vq']],
    ['x', [null]],
  ])
  expect(latexTable(empty, ['tokenizer'], [{ column: 'x', best: 'min' }])).toContain('vq & 1 & --')
})

test('without groups all runs are one row', () => {
  expect(latexTable(runs, [], [{ column: 'loss.total_best' }])).toContain('\n4 & $0.40')
})

test('from three runs on the interval is Student’s, which the comment says', () => {
  // 1.8 +- t(0.975, 4) * sqrt(3.2 / 5) = 1.8 +- 2.776 * 0.8
  const tex = latexTable(table([['x', [1, 1, 1, 1, 5]]]), [], [{ column: 'x' }])
  expect(tex).toContain('$1.8 \\pm 2.2$')
  expect(tex).toContain("the 95 % interval of the mean over runs (Student's t, n = 5); best mean")
})

test('an interval and its mean share a power of ten', () => {
  const small = table([['x', [1e-5, 2e-5, 3e-5]]])
  expect(latexTable(small, [], [{ column: 'x' }])).toContain('$(2.0 \\pm 2.5)\\times 10^{-5}$')
})

test('a note stands in the comment, on one line', () => {
  expect(latexTable(runs, [], [], 'first\nsecond')).toContain('\n% first second\n')
})

test('small and large numbers have a power of ten below 0.001 and from 100000 on', () => {
  const cellOf = (values: number[]) =>
    latexTable(table([['x', values]]), [], [{ column: 'x' }]).match(/^\d+ & (.*) \\\\$/m)?.[1]
  expect(cellOf([1e-4, 3e-4])).toBe('$2.00\\;[1.00, 3.00]\\times 10^{-4}$')
  expect(cellOf([100_000, 300_000])).toBe('$2.0\\;[1.0, 3.0]\\times 10^{5}$')
  expect(cellOf([0.001, 0.003])).not.toContain('times')
  expect(cellOf([10_000, 30_000])).not.toContain('times')
})

test('a row that begins with a bracket or a star is no option of the line before', () => {
  const lists = table([
    ['[x]', ['[1,2]', '*', 'a']],
    ['loss', [1, 2, 3]],
  ])
  const lines = latexTable(lists, ['[x]'], [{ column: 'loss' }]).split('\n')
  expect(lines.filter((line) => line.includes('&'))).toEqual([
    '{}[x] & n & loss \\\\',
    '{}* & 1 & $2.000$ \\\\',
    '{}[1,2] & 1 & $1.000$ \\\\',
    'a & 1 & $3.000$ \\\\',
  ])
})

test('a mean far below its interval is written with the power of ten of the interval', () => {
  const tiny = table([['x', [-1e10, 1e10, 3e-100]]])
  expect(latexTable(tiny, [], [{ column: 'x' }])).toContain('$(0.0 \\pm 2.5)\\times 10^{10}$')
})
