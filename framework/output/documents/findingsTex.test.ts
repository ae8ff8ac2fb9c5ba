import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findingsTex } from './findingsTex.ts'

const FINDINGS = [
  {
    key: 'lr-0.1-vs-0.01',
    sentence: 'lr 0.1 is worse than lr_0.01: 1.9 times, 50 % & more, −0.5 to 4×10⁻⁵.',
    values: { ratio: 1.9, low: 1.004, p: 0.00004, difference: -12_345 },
  },
]

test('a key gives its sentence, and with a name the number of that name', () => {
  const lines = findingsTex(FINDINGS).split('\n')
  expect(lines).toContain('\\expandafter\\def\\csname finding:lr-0.1-vs-0.01-ratio\\endcsname{1.9}')
  expect(lines).toContain(
    '\\expandafter\\def\\csname finding:lr-0.1-vs-0.01\\endcsname{lr 0.1 is worse than lr\\_0.01: 1.9 times, ' +
      '50 \\% \\& more, \\ensuremath{-}0.5 to 4\\ensuremath{\\times 10^{-5}}.}',
  )
})

test('numbers are as the sentence has them, with their interval to the same decimals', () => {
  const sentence = 'a is worse: 9.95 times the loss [9.88, 10.02], p < 0.001.'
  const values = { ratio: 9.9502, low: 9.8797, high: 10.0213, n: 123, p: 0.0000123 }
  const tex = findingsTex([{ key: 'a', sentence, values }])
  const written = ['ratio', 'low', 'high', 'n', 'p', 'p-text'].map(
    (name) => tex.split(`\\csname finding:a-${name}\\endcsname{`)[1]?.split('}\n')[0],
  )
  expect(written).toEqual([
    '9.95',
    '9.88',
    '10.02',
    '123',
    '\\textless{} 0.001',
    'p \\textless{} 0.001',
  ])
})

test('a ratio near 1 keeps the digits that tell it from 1', () => {
  expect(findingsTex(FINDINGS)).toContain('vs-0.01-low\\endcsname{1.004}')
})

const hasLatex = spawnSync('pdflatex', ['--version']).status === 0

test.skipIf(!hasLatex)('LaTeX takes it, and shows ?? for a key that there is not', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'findings-'))
  writeFileSync(path.join(folder, 'findings.tex'), findingsTex(FINDINGS))
  writeFileSync(
    path.join(folder, 'thesis.tex'),
    '\\documentclass{article}\\input{findings}\\begin{document}\n' +
      '\\typeout{[\\finding{lr-0.1-vs-0.01-ratio}]}\\finding{lr-0.1-vs-0.01}\\finding{none}\n' +
      '\\section{\\finding{lr-0.1-vs-0.01-difference}}\\end{document}\n',
  )
  const { stdout, status } = spawnSync('pdflatex', ['-interaction=nonstopmode', 'thesis.tex'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(status, stdout).toBe(0)
  expect(stdout).toContain('[1.9]')
})
