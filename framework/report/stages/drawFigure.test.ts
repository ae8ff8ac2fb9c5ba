import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { lossVsTime } from '../../plots/kinds/curves/lossVsTime.ts'
import { runReport } from '../../testing/runReport.ts'
import { testSweep } from '../../testing/testProject.ts'
import { defineReport } from '../spec/defineReport.ts'

const report = defineReport({
  name: 'mine',
  title: 'Mine & yours',
  plot: { loss: ({ runs, perEpoch }) => lossVsTime(runs, perEpoch) },
})

async function made(...overrides: string[]) {
  const { sweepDir: sweep } = testSweep()
  const result = await runReport(report, { sweep, overrides })
  expect(result.failed).toEqual([])
  return result
}

test('a folder of figures has them for documents, at the width they are drawn', async () => {
  const { files, read } = await made('outputs.fig_format=[png,pdf]', 'outputs.width=half')
  expect(files.filter((file) => file.startsWith('training/figures/'))).toEqual([
    'training/figures/figure-loss.pdf',
    'training/figures/figure-loss.png',
    'training/figures/figures.md',
    'training/figures/figures.tex',
  ])
  expect(read('training/figures/figures.tex')).toContain(
    '\\includegraphics[width=\\ifdim3in>\\linewidth\\linewidth\\else3in\\fi]{\\figurefolder/figure-loss.pdf}',
  )
  expect(read('training/figures/figures.md')).toMatch(
    /^# Figures: Mine & yours[\s\S]*\(<figure-loss.png>\)/,
  )
})

test('a file says of which report and which figure it is', async () => {
  const { path: folder = '', read } = await made('outputs.fig_format=[png,svg]', 'outputs.dpi=30')
  const png = readFileSync(path.join(folder, 'training/figures/figure-loss.png'), 'latin1')
  const id = path.basename(folder)
  expect(png).toContain('Title\0Mine & yours: loss')
  expect(png).toContain(`Comment\0${id}`)
  expect(read('training/figures/figure-loss.svg')).toContain(`<dc:source>${id}</dc:source>`)
})

test('font_size, title and svg_text of the outputs are those of the files', async () => {
  const { read } = await made(
    'outputs.fig_format=svg',
    'outputs.font_size=10',
    'outputs.title=true',
    'outputs.svg_text=true',
  )
  const svg = read('training/figures/figure-loss.svg')
  expect(svg).toContain('text-anchor="middle">loss</text>')
  // 567 pixels of the drawing are 6.3 in: its inch has 90 of them, as 9 of 10 points.
  expect(svg).toContain('width="6.3in"')
  expect(svg).toMatch(/viewBox="0 0 567 /)
})

test('a size of type that is not legible is refused', async () => {
  await expect(made('outputs.font_size=3')).rejects.toThrow('"outputs.font_size" is 3')
})
