import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PNG } from 'pngjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { compiledFile } from '../../compiledFile.ts'
import { examplePerEpoch, exampleRuns } from '../../testing/exampleRuns.ts'
import type { Figure, LegendItem } from '../figure.ts'
import { confusionMatrix } from '../kinds/classification/confusionMatrix.ts'
import { lossVsTime } from '../kinds/curves/lossVsTime.ts'
import { paretoFront } from '../kinds/runs/paretoFront.ts'
import { axis } from '../parts/axes/axes.ts'
import { composeFigure, pointsDataset } from '../parts/composeFigure.ts'
import { renderFigure } from './renderFigure.ts'

const figure = composeFigure({
  kind: 'scatter',
  x: axis([1, 2, 3], 'x', { title: 'Latent dimension' }),
  y: axis([0.001, 4], 'y', { title: 'Loss β' }),
  datasets: [
    pointsDataset(
      [
        { x: 1, y: 0.001 },
        { x: 3, y: 4 },
      ],
      { colour: '#0072b2' },
    ),
  ],
  legend: [{ title: 'Group', items: [{ text: '<b>a</b>', symbol: 'point', colour: '#0072b2' }] }],
  caption: 'Two points.',
  alt: 'Two <points> & more.',
})

describe('png', () => {
  test('has the pixels and the resolution of its width on paper', async () => {
    const png = Buffer.from(await renderFigure(figure, { format: 'png', dpi: 200 }))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(6.3 * 200)
    expect(dotsPerInch(png)).toBeCloseTo(200, 0)
  })

  test('has no spare paper below squares beside long names', async () => {
    const classes = Array.from({ length: 12 }, (_, i) => `class ${i}`)
    const squares = confusionMatrix(classes, classes)
    const png = PNG.sync.read(
      Buffer.from(await renderFigure(squares, { format: 'png', dpi: 100, width: 4.2 })),
    )
    const isWhite = (row: number) =>
      png.data
        .subarray(4 * png.width * row, 4 * png.width * (row + 1))
        .every((byte) => byte === 255)
    const lowest = Array.from({ length: png.height }, (_, row) => row).findLastIndex(
      (row) => !isWhite(row),
    )
    expect(png.height - lowest).toBeLessThan(20)
  })

  test('is 150 dpi wide by default', async () => {
    const png = Buffer.from(await renderFigure(figure, { format: 'png', width: 'half' }))
    expect(png.readUInt32BE(16)).toBe(3 * 150)
  })
})

describe('svg', () => {
  test('is vector, of real size, with no markup from names', async () => {
    const svg = Buffer.from(
      await renderFigure(figure, { format: 'svg', width: 'two_thirds' }),
    ).toString()
    expect(svg).toContain('width="4.2in"')
    expect(svg).toContain('<path')
    expect(svg).not.toMatch(/<(b|points|text|image|script)[ >]/)
    expect(svg).toContain('<title>Two &#60;points&#62; &#38; more.</title>')
  })
})

describe('font size', () => {
  test('scales all type and lines, at the same width on paper', async () => {
    const tick = async (fontSize: number) => {
      const svg = Buffer.from(
        await renderFigure(figure, { format: 'svg', svgText: true, fontSize }),
      ).toString()
      const [, inches, px] = /width="([\d.]+)in".*viewBox="0 0 (\d+)/.exec(svg) ?? []
      const [, size] = /font-size="([\d.]+)"[^>]*>1<\/text>/.exec(svg) ?? []
      return { inches, points: (Number(size) / Number(px)) * Number(inches) * 72 }
    }
    expect(await tick(9)).toEqual({ inches: '6.3', points: expect.closeTo(9, 2) })
    expect(await tick(11)).toEqual({ inches: '6.3', points: expect.closeTo(11, 1) })
  })

  test('leaves a PNG as many pixels wide', async () => {
    const png = Buffer.from(await renderFigure(figure, { format: 'png', dpi: 200, fontSize: 11 }))
    expect(png.readUInt32BE(16)).toBe(6.3 * 200)
    expect(dotsPerInch(png)).toBeCloseTo(200, 0)
  })
})

describe('title', () => {
  test('stands on top of the picture, which grows by it', async () => {
    const options = { format: 'svg', svgText: true } as const
    const plain = Buffer.from(await renderFigure(figure, options)).toString()
    const titled = Buffer.from(
      await renderFigure(figure, { ...options, title: 'A & B' }),
    ).toString()
    expect(titled).toMatch(/font-weight="600" text-anchor="middle">A &#38; B<\/text>/)
    const height = (svg: string) => Number(/viewBox="0 0 \d+ (\d+)"/.exec(svg)?.[1])
    expect(height(titled) - height(plain)).toBe(25)
  })

  test('is cut where it is longer than the picture is wide', async () => {
    const title = `Begin ${'very '.repeat(40)}end`
    const svg = await renderFigure(figure, { format: 'svg', svgText: true, width: 'half', title })
    expect(Buffer.from(svg).toString()).toMatch(/>Begin [^<]*…[^<]* end<\/text>/)
  })
})

describe('pdf', () => {
  let path: string
  beforeAll(async () => {
    path = join(mkdtempSync(join(tmpdir(), 'figure-')), 'figure.pdf')
    writeFileSync(path, await renderFigure(figure, { format: 'pdf', width: 'half' }))
  })

  test('has a page of real size and embedded fonts', async () => {
    const pdf = Buffer.from(await renderFigure(figure, { format: 'pdf', width: 'half' }))
    const [, width] = /\/MediaBox \[0 [-\d.]+ ([\d.]+)/.exec(
      pdf.toString('latin1'),
    ) as RegExpExecArray
    expect(Number(width)).toBeCloseTo(3 * 72)
    expect(pdf.toString('latin1')).toMatch(/\/FontFile2/)
  })

  test('has no text as shapes, also beside a dashed symbol', async () => {
    const item: LegendItem = { text: 'mlp', symbol: 'line', colour: '#0072b2', dash: [4, 3] }
    const dashed = { ...figure, legend: [{ title: '', items: [item] }] }
    const pdf = Buffer.from(await renderFigure(dashed, { format: 'pdf' })).toString('latin1')
    expect(pdf).not.toContain('/Type3')
  })

  test('has no text as shapes at points with names, whose rims are outlines', async () => {
    const named = paretoFront(exampleRuns, { x: 'throughput_mean', y: 'loss.total_best' })
    expect(named.labels.length).toBeGreaterThan(0)
    const pdf = Buffer.from(await renderFigure(named, { format: 'pdf' })).toString('latin1')
    expect(pdf).toContain('/FontFile2')
    expect(pdf).not.toContain('/Type3')
  })

  test.skipIf(!hasCommand('pdftoppm'))(
    'has the rims of names where a picture has them',
    async () => {
      const named = paretoFront(exampleRuns, { x: 'throughput_mean', y: 'loss.total_best' })
      const [png, pdf] = await Promise.all([
        renderFigure(named, { format: 'png', dpi: 300 }),
        renderFigure(named, { format: 'pdf' }),
      ])
      const printedPath = `${path}.named.pdf`
      writeFileSync(printedPath, pdf)
      const options = ['-png', '-r', '300', printedPath]
      const [drawn, printed] = [Buffer.from(png), execFileSync('pdftoppm', options)].map((file) =>
        PNG.sync.read(file),
      )
      if (drawn === undefined || printed === undefined) throw new Error('No pictures.')
      expect([printed.width, printed.height]).toEqual([drawn.width, drawn.height])
      const nOff = drawn.data.filter(
        (value, i) => Math.abs(value - (printed.data[i] as number)) > 128,
      )
      expect(nOff.length / drawn.data.length).toBeLessThan(0.002)
    },
  )

  test('has a page of fractions of a point, whose objects are where its table says', async () => {
    const pdf = Buffer.from(await renderFigure(figure, { format: 'pdf', width: 3.37, height: 2.7 }))
    const text = pdf.toString('latin1')
    const [, low, width, top] = /\/MediaBox \[0 (-?[\d.]+) ([\d.]+) (\d+)\]/.exec(text) ?? []
    expect(Number(width)).toBeCloseTo(3.37 * 72, 3)
    expect(Math.abs(Number(top) - Number(low) - 2.7 * 72)).toBeLessThan(0.4)
    const table = text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]))
    expect(table).toMatch(/^xref\n/)
    const places = [...table.matchAll(/^(\d{10}) 00000 n/gm)].map(([, at]) => Number(at))
    expect(places.map((at) => text.slice(at, at + 12).replace(/^\d+/, 'n'))).toEqual(
      places.map(() => expect.stringMatching(/^n 0 obj/)),
    )
  })

  test.skipIf(!hasCommand('pdftotext'))('has text that can be selected (read by pdftotext)', () => {
    const text = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' })
    expect(text).toContain('Loss β')
    expect(text).toContain('<b>a</b>')
  })
})

describe('bytes', () => {
  test.each(['png', 'svg', 'pdf'] as const)(
    'of a %s are the same at every render',
    async (format) => {
      const [first, second] = await Promise.all([
        renderFigure(figure, { format }),
        renderFigure(figure, { format }),
      ])
      expect(sha(second)).toBe(sha(first))
    },
  )

  test('of every format are the same in another process', async () => {
    const here = lossVsTime(exampleRuns, examplePerEpoch)
    const hashes: Record<string, string> = {}
    for (const format of ['png', 'svg', 'pdf'] as const) {
      hashes[format] = sha(await renderFigure(here, { format }))
    }
    expect(await hashesElsewhere()).toEqual(hashes)
  })
})

/**
 * Of a figure with a logarithmic axis, on linux-x64; other platforms' Skia rounds otherwise. They
 * change with the look of figures, with the font, with Skia and with zlib: look at the figure, then copy
 * what this test prints.
 */
const RECORDED = {
  png: '09eadecb7ba9fb3fbfb4cfe4f3d0d9bfd3e9fabf130bca3a5fa900f7afdf231c',
  svg: 'dfddbdc174924bbbb366617faa85aa6f62f994aa7206620afdf14b08995c4e28',
  pdf: '39247533109c9b3b6adc6b0a38731ff13896767f930fe4626cd66fd1095f6a86',
}

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('bytes as recorded', () => {
  test.each(['png', 'svg', 'pdf'] as const)(
    'of a %s, under every version of Node',
    async (format) => {
      const logarithmic = lossVsTime(exampleRuns, examplePerEpoch, { scale: 'log' })
      expect(sha(await renderFigure(logarithmic, { format }))).toBe(RECORDED[format])
    },
  )
})

describe('options', () => {
  test.each([
    [{ format: 'gif' }, 'renderFigure: option "format" is "gif", expected "png", "svg" or "pdf".'],
    [undefined, 'renderFigure: option "format" is missing, expected "png", "svg" or "pdf".'],
    [
      { format: 'png', width: '__proto__' },
      'option "width" is "__proto__", expected full, two_thirds, half, or inches from 2 to 12',
    ],
    [{ format: 'png', widht: 'half' }, 'option "widht" is not known. Did you mean "width"?'],
    [{ format: 'svg', fontSize: 40 }, 'option "fontSize" is 40, expected'],
    [{ format: 'svg', svgText: 'yes' }, 'option "svgText" is "yes", expected boolean'],
    [{ format: 'pdf', metadata: { titel: 'a' } }, 'option "metadata'],
    [{ format: 'png', dpi: 0 }, 'option "dpi" is 0, expected a number above 0 and at most 2400.'],
  ])('%o is refused', async (options, message) => {
    await expect(renderFigure(figure, options as never)).rejects.toMatchObject({
      code: 'FIGURE_OPTIONS_INVALID',
      message: expect.stringContaining(message),
    })
  })
})

test('leaves the figure as it was', async () => {
  const before = JSON.stringify(figure)
  await renderFigure(figure, { format: 'png' })
  expect(JSON.stringify(figure)).toBe(before)
})

test('survives JSON: a figure is data only', async () => {
  const copy = JSON.parse(JSON.stringify(figure)) as Figure
  const [a, b] = [
    await renderFigure(figure, { format: 'svg' }),
    await renderFigure(copy, { format: 'svg' }),
  ]
  expect(sha(b)).toBe(sha(a))
})

/** The hashes by format of a figure that a new process computes and draws, with the compiled package. */
async function hashesElsewhere(): Promise<Record<string, string>> {
  const script = `
    import { createHash } from 'node:crypto'
    import { lossVsTime, renderFigure } from ${JSON.stringify(compiledFile('index'))}
    import { examplePerEpoch, exampleRuns } from ${JSON.stringify(compiledFile('testing/internals'))}
    const hashes = {}
    for (const format of ['png', 'svg', 'pdf']) {
      const bytes = await renderFigure(lossVsTime(exampleRuns, examplePerEpoch), { format })
      hashes[format] = createHash('sha256').update(bytes).digest('hex')
    }
    process.stdout.write(JSON.stringify(hashes))`
  const args = ['--input-type=module', '--eval', script]
  return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout)
}

function sha(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The pHYs chunk counts dots per metre. */
function dotsPerInch(png: Buffer): number {
  const chunk = png.indexOf('pHYs')
  return png.readUInt32BE(chunk + 4) * 0.0254
}

function hasCommand(name: string): boolean {
  try {
    execFileSync(name, ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.skipIf(!hasCommand('pdftotext'))('says how many names of points found no place', async () => {
  const crowd = Array.from({ length: 40 }, () => ({ x: 1, y: 1 }))
  const crowded = composeFigure({
    ...figure,
    x: axis([0, 2], 'x', { title: 'x' }),
    y: axis([0, 2], 'y', { title: 'y' }),
    datasets: [pointsDataset(crowd, { colour: '#0072b2' })],
    labels: crowd.map((point, i) => ({ ...point, text: `point number ${i}`, colour: '#0072b2' })),
  })
  const pdf = await renderFigure(crowded, { format: 'pdf', width: 'half' })
  const path = join(mkdtempSync(join(tmpdir(), 'figure-')), 'crowded.pdf')
  writeFileSync(path, pdf)
  expect(execFileSync('pdftotext', [path, '-']).toString()).toMatch(
    /No room for the names of \d\d points\./,
  )
})
