import { expect, test } from 'vitest'
import { axis } from '../../parts/axes/axes.ts'
import { composeFigure } from '../../parts/composeFigure.ts'
import { renderFigure } from '../renderFigure.ts'

const figure = composeFigure({
  kind: 'scatter',
  x: axis([1, 2], 'x', { title: 'x' }),
  y: axis([1, 2], 'y', { title: 'y' }),
  datasets: [],
  caption: 'Nothing.',
  alt: 'Loss <β> against time.',
})
const metadata = { title: 'Tokenizers: val_mse', source: 'report_20251103-140953_tokenizers' }

test('a PNG has title, description and source as text chunks', async () => {
  const png = Buffer.from(await renderFigure(figure, { format: 'png', dpi: 30, metadata }))
  expect(textChunks(png)).toEqual({
    Title: metadata.title,
    Description: figure.alt,
    Comment: metadata.source,
    Software: 'thesis-report',
  })
})

test('a PDF has them in its Info dictionary, and no dates', async () => {
  const pdf = Buffer.from(await renderFigure(figure, { format: 'pdf', metadata })).toString(
    'latin1',
  )
  // The first object of the file.
  const info = pdf.slice(0, pdf.indexOf('endobj'))
  expect(info).toContain(`/Title (${metadata.title})`)
  expect(info).toContain(`/Keywords (${metadata.source})`)
  const utf16 = Buffer.from('\ufeffLoss <β>', 'utf16le').swap16().toString('hex')
  expect(info.toLowerCase()).toContain(`/subject <${utf16}`)
  expect(info).not.toContain('Date')
})

test('an SVG has the description as its title and the rest as Dublin Core', async () => {
  const svg = Buffer.from(await renderFigure(figure, { format: 'svg', metadata })).toString()
  expect(svg).toContain('<title>Loss &#60;β&#62; against time.</title>')
  expect(svg).toContain(`<dc:title>${metadata.title}</dc:title>`)
  expect(svg).toContain(`<dc:source>${metadata.source}</dc:source>`)
})

test('a file without metadata still has the description', async () => {
  const png = Buffer.from(await renderFigure(figure, { format: 'png', dpi: 30 }))
  expect(textChunks(png)).toEqual({ Description: figure.alt, Software: 'thesis-report' })
  const svg = Buffer.from(await renderFigure(figure, { format: 'svg' })).toString()
  expect(svg).not.toContain('<metadata>')
})

/** The texts of a PNG by keyword, of Latin letters (tEXt) and of all (iTXt). */
function textChunks(png: Buffer): Record<string, string> {
  const texts: Record<string, string> = {}
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const type = png.toString('latin1', at + 4, at + 8)
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
    if (type !== 'tEXt' && type !== 'iTXt') continue
    const text = data.subarray(data.lastIndexOf(0) + 1)
    const keyword = data.toString('latin1', 0, data.indexOf(0))
    texts[keyword] = text.toString(type === 'tEXt' ? 'latin1' : 'utf8')
  }
  return texts
}
