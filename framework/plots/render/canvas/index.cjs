// The package `canvas` as chartjs-node-canvas knows it, over the prebuilt @napi-rs/canvas, with the
// vector canvases that its own node-canvas layer lacks. 100 CSS pixels are one inch.
const { createCanvas: createBitmap, SvgExportFlag, PDFDocument } = require('@napi-rs/canvas')
const nodeCanvas = require('@napi-rs/canvas/node-canvas')

const PX_PER_INCH = 100
const PT_PER_INCH = 72

/** @param {'svg' | 'pdf'} [type] left out: a bitmap */
function createCanvas(width, height, type) {
  if (type === 'svg') return createSvgCanvas(width, height)
  if (type === 'pdf') return createPdfCanvas(width, height)
  return createPngCanvas(width, height)
}

/** A bitmap whose PNG says its resolution, from how many pixels a CSS pixel was given. */
function createPngCanvas(width, height) {
  const canvas = nodeCanvas.createCanvas(width, height)
  const toBuffer = canvas.toBuffer
  canvas.toBuffer = () =>
    toBuffer.call(canvas, 'image/png', { resolution: (canvas.width / width) * PX_PER_INCH })
  return canvas
}

/** An SVG of real size whose text is paths, so that it looks the same without the fonts. */
function createSvgCanvas(width, height) {
  const canvas = createBitmap(width, height, SvgExportFlag.ConvertTextToPaths)
  canvas.toBuffer = () => {
    const inches = (px) => `${px / PX_PER_INCH}in`
    const size = `width="${inches(width)}" height="${inches(height)}" viewBox="0 0 ${width} ${height}"`
    const svg = canvas.getContent().toString()
    return Buffer.from(
      renumberIds(svg).replace(/(<svg [^>]*?)width="[^"]*" height="[^"]*"/, `$1${size}`),
    )
  }
  return canvas
}

/** Skia numbers clips and gradients through the whole process; the same picture needs the same ids. */
function renumberIds(svg) {
  const ids = new Map()
  return svg.replace(/\b(cl|gradient|pattern|img|filter)_[0-9a-f]+\b/g, (id, kind) => {
    if (!ids.has(id)) ids.set(id, `${kind}_${ids.size}`)
    return ids.get(id)
  })
}

/** A PDF page of real size, with the text as text. Draw with a device pixel ratio of 0.72. */
function createPdfCanvas(width, height) {
  const document = new PDFDocument({ creator: 'thesis-report', producer: 'thesis-report' })
  const context = document.beginPage(
    (width * PT_PER_INCH) / PX_PER_INCH,
    (height * PT_PER_INCH) / PX_PER_INCH,
  )
  const canvas = {
    width,
    height,
    getContext: () => context,
    toBuffer() {
      document.endPage()
      return document.close()
    },
  }
  Object.defineProperty(context, 'canvas', { value: canvas })
  return canvas
}

module.exports = { ...nodeCanvas, createCanvas }
