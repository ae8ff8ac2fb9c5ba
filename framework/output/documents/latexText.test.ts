import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { SIGNS } from './latexSigns.ts'
import { latexText } from './latexText.ts'

test('text from runs cannot act as LaTeX', () => {
  expect(latexText('\\input{x} 50% a_b $c$ #1 ~^')).toBe(
    '\\textbackslash{}input\\{x\\} 50\\% a\\_b \\$c\\$ \\#1 \\textasciitilde{}\\textasciicircum{}',
  )
})

test('bars are shown as bars, and what turns the direction of text is left out', () => {
  expect(latexText('a|b\u202ec\u2066d\u2028e')).toBe(
    'a\\textbar{}b\\textbackslash{}u202ec\\textbackslash{}u2066de',
  )
})

test('Greek letters, signs, and raised and lowered numbers are formulas', () => {
  expect(latexText('β ≥ 0.1, χ² and ε₀')).toBe(
    '\\ensuremath{\\beta} \\ensuremath{\\geq} 0.1, \\ensuremath{\\chi}\\ensuremath{^{2}} and ' +
      '\\ensuremath{\\varepsilon}\\ensuremath{_{0}}',
  )
  expect(latexText('−3×10⁻⁵')).toBe('\\ensuremath{-}3\\ensuremath{\\times 10^{-5}}')
  expect(latexText('Α')).toBe('A')
})

test('pdfLaTeX has all signs', ({ skip }) => {
  skip(spawnSync('pdflatex', ['--version']).status !== 0, 'pdflatex is not installed')
  const text = `${Object.keys(SIGNS).join(' ')} 3×10⁻⁵ χ² x₁₂ “a” ’s – … é ß ° §`
  const document = `\\documentclass{article}\\begin{document}${latexText(text)}\\end{document}`
  const cwd = writeTree({ 'a.tex': document })
  const { stdout, status } = spawnSync(
    'pdflatex',
    ['-interaction=nonstopmode', '-halt-on-error', path.join(cwd, 'a.tex')],
    { cwd, encoding: 'utf8' },
  )
  expect(stdout).not.toMatch(/^!/m)
  expect(status).toBe(0)
})
