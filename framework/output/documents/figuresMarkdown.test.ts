import { expect, test } from 'vitest'
import { figuresMarkdown } from './figuresMarkdown.ts'

const figure = {
  name: 'val_mse',
  files: ['training/figures/figure-val_mse.pdf', 'training/figures/figure-val_mse.png'],
  widthInches: 6.3,
  caption: 'Loss of <a> runs.',
  notes: ['1 run was left out.'],
  alt: 'Loss [of] runs.',
}

test('each figure is a section with its picture, caption and notes', () => {
  expect(figuresMarkdown('A_B', [figure])).toBe(`# Figures: A\\_B

## val\\_mse

![Loss \\[of\\] runs.](<figure-val_mse.png>)

Loss of \\<a\\> runs.

1 run was left out.
`)
})

test('a PDF, which Markdown does not show, is linked', () => {
  const files = ['training/figures/figure-val_mse.pdf']
  expect(figuresMarkdown('A', [{ ...figure, files }])).toContain(
    '\n[Loss \\[of\\] runs.](<figure-val_mse.pdf>)',
  )
})
