import { expect, test } from 'vitest'
import { figuresTex } from './figuresTex.ts'

const figure = {
  name: 'val_mse_vs_time',
  files: [
    'training/figures/figure-val_mse_vs_time.png',
    'training/figures/figure-val_mse_vs_time.pdf',
  ],
  widthInches: 4.2,
  caption: 'Loss of runs_a & b, 95 % intervals, 2×10⁻³.',
  notes: [],
  alt: 'Loss.',
}

test('each figure is an environment of its PDF at its true width, with caption and label', () => {
  expect(figuresTex([figure])).toContain(`
\\begin{figure}
  \\centering
  \\includegraphics[width=\\ifdim4.2in>\\linewidth\\linewidth\\else4.2in\\fi]{\\figurefolder/figure-val_mse_vs_time.pdf}
  \\caption{Loss of runs\\_a \\& b, 95 \\% intervals, 2\\ensuremath{\\times 10^{-3}}.}
  \\label{fig:val_mse_vs_time}
\\end{figure}
`)
})

test('a PNG takes the place of a PDF that was not asked for', () => {
  const files = ['training/figures/figure-a.svg', 'training/figures/figure-a.png']
  expect(figuresTex([{ ...figure, files }])).toContain('{\\figurefolder/figure-a.png}')
})

test('an SVG alone is included by the package that reads it, which is said', () => {
  const tex = figuresTex([{ ...figure, files: ['training/figures/figure-a.svg'] }])
  expect(tex).toContain(
    '\\includesvg[width=\\ifdim4.2in>\\linewidth\\linewidth\\else4.2in\\fi]{\\figurefolder/figure-a.svg}',
  )
  expect(tex).toContain('Needs \\usepackage{svg}')
})
