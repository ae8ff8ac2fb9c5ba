import { readFileSync } from 'node:fs'
import path from 'node:path'
import { globSync } from 'tinyglobby'
import { expect, test } from 'vitest'
import { methodsBibliography, methodsLatex, methodsMarkdown } from './methodsText.ts'
import { REFERENCES } from './references.ts'

const SENTENCES = ["By Holm's method [@holm1979], at 5 %.", 'Runs of a_b were compared.']

test('Markdown cites by author and year, and lists the works', () => {
  expect(methodsMarkdown(SENTENCES)).toBe(
    "By Holm's method (Holm 1979), at 5 %. Runs of a_b were compared.\n\n" +
      '- Holm, Sture (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of ' +
      'Statistics 6, 65–70.\n',
  )
})

test('LaTeX cites by key, and escapes what would act as a command', () => {
  expect(methodsLatex(SENTENCES)).toBe(
    '% What was done in this report; the works are in methods.bib.\n' +
      "By Holm's method~\\cite{holm1979}, at 5 \\%.\nRuns of a\\_b were compared.\n",
  )
})

test('the bibliography holds the works that are cited, and no others', () => {
  const bibliography = methodsBibliography(SENTENCES)
  expect(bibliography).toMatch(/^@article\{holm1979,\n {2}author = \{Holm, Sture\},/)
  expect(bibliography.match(/^@/gm)).toHaveLength(1)
})

test('every work that the sentences of comparisons cite is known', () => {
  const root = path.join(import.meta.dirname, '../..')
  const sources = globSync('compare/**/*.ts', { cwd: root, ignore: '**/*.test.ts' })
  const cited = sources.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/\[@(\w+)\]/g)].map(([, key]) => key),
  )
  expect(cited.length).toBeGreaterThan(5)
  // The example in the description of a sentence is Holm's too.
  expect(cited.filter((key = '') => !(key in REFERENCES))).toEqual([])
})

test('several works are listed by their keys, once each, those of proceedings too', () => {
  const sentences = [
    'Of all [@watanabe2023].',
    'By [@holm1979], and again [@holm1979].',
    'By [@nobody1900].',
  ]
  expect(methodsMarkdown(sentences)).toBe(
    'Of all (Watanabe, Bansal and Hutter 2023). By (Holm 1979), and again (Holm 1979). By [@nobody1900].\n\n' +
      '- Holm, Sture (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of ' +
      'Statistics 6, 65–70.\n' +
      '- Watanabe, Shuhei; Bansal, Archit; Hutter, Frank (2023). PED-ANOVA: efficiently quantifying ' +
      'hyperparameter importance in arbitrary subspaces. International Joint Conference on Artificial ' +
      'Intelligence.\n',
  )
  expect(methodsBibliography(sentences)).toMatch(
    /^@article\{holm1979,\n(?: {2}\w+ = \{.+\},\n)+\}\n\n?@inproceedings\{watanabe2023,\n/,
  )
  expect(methodsBibliography(sentences)).toContain('title = {{A simple sequentially rejective')
})

test('without citations there is no list of works', () => {
  expect(methodsMarkdown(['Runs were compared.'])).toBe('Runs were compared.\n')
  expect(methodsMarkdown(['By [@homma1996].'])).toContain('Reliability Engineering & System Safety')
})
