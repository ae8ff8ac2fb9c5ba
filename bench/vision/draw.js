// Contact sheets of every kind of figure, as people with each kind of colour vision see them:
//   node bench/vision/draw.js DIRECTORY [KIND…]
// DIRECTORY/<kind>-sizes.png has numbers of runs by sizes of paper, DIRECTORY/<kind>-<vision>.png numbers of groups.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { buildIfStale } from '../../bin/buildIfStale.js'
import { kindsOf } from './kinds.js'

/** Runs, groups, and inches of paper. */
const SIZES = [
  { nRuns: 1, nGroups: 1, width: 3.0 },
  { nRuns: 2, nGroups: 2, width: 3.4 },
  { nRuns: 5, nGroups: 2, width: 4.2 },
  { nRuns: 18, nGroups: 3, width: 2 },
  { nRuns: 18, nGroups: 6, width: 3.0 },
  { nRuns: 200, nGroups: 12, width: 3.4 },
  { nRuns: 18, nGroups: 6, width: 6.3, height: 2 },
  { nRuns: 48, nGroups: 12, width: 6.3 },
  { nRuns: 1000, nGroups: 12, width: 6.3 },
  { nRuns: 1000, nGroups: 2, width: 12, height: 4 },
]
const GROUPS = [
  { nRuns: 18, nGroups: 2, width: 3.4 },
  { nRuns: 48, nGroups: 6, width: 3.4 },
  { nRuns: 96, nGroups: 12, width: 4.2 },
]
const DPI = 100
const GAP_PX = 12
const SHEET_PX = 1500

await buildIfStale()
const face = await import('../../dist/framework/index.js')
const internals = await import('../../dist/framework/testing/internals.js')
const [directory = 'outputs/vision', ...wanted] = process.argv.slice(2)
mkdirSync(directory, { recursive: true })

const kinds = Object.keys(kindsOf(face, internals, { nRuns: 1, nGroups: 1 }))
for (const kind of kinds.filter((each) => wanted.length === 0 || wanted.includes(each))) {
  await writeSheet(`${kind}-sizes`, await Promise.all(SIZES.map((size) => draw(kind, size))))
  const pictures = await Promise.all(GROUPS.map((size) => draw(kind, size)))
  for (const [vision, matrix] of Object.entries(internals.COLOUR_VISION)) {
    await writeSheet(
      `${kind}-${vision}`,
      pictures.map((picture) => seen(picture, matrix)),
    )
  }
}

async function draw(kind, { nRuns, nGroups, ...paper }) {
  const figure = kindsOf(face, internals, { nRuns, nGroups })[kind]()
  const picture = await loadImage(
    Buffer.from(await face.renderFigure(figure, { format: 'png', dpi: DPI, ...paper })),
  )
  const canvas = createCanvas(picture.width, picture.height)
  canvas.getContext('2d').drawImage(picture, 0, 0)
  return canvas
}

/** The picture with its colours as the matrix changes them on linear light. */
function seen(canvas, matrix) {
  const { width, height } = canvas
  const pixels = canvas.getContext('2d').getImageData(0, 0, width, height)
  const { data } = pixels
  for (let at = 0; at < data.length; at += 4) {
    const light = [0, 1, 2].map((i) => linear(data[at + i] / 255))
    for (let i = 0; i < 3; i++) {
      const sum = light.reduce((all, each, j) => all + matrix[3 * i + j] * each, 0)
      data[at + i] = 255 * gamma(Math.min(1, Math.max(0, sum)))
    }
  }
  const copy = createCanvas(width, height)
  copy.getContext('2d').putImageData(pixels, 0, 0)
  return copy
}

/** The curves of sRGB. */
function linear(value) {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function gamma(light) {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055
}

/** Pictures beside each other, in rows of at most the width of a sheet. */
async function writeSheet(name, pictures) {
  const places = []
  let [x, y, rowHeight] = [GAP_PX, GAP_PX, 0]
  for (const picture of pictures) {
    if (x > GAP_PX && x + picture.width + GAP_PX > SHEET_PX) {
      ;[x, y, rowHeight] = [GAP_PX, y + rowHeight + GAP_PX, 0]
    }
    places.push({ picture, x, y })
    x += picture.width + GAP_PX
    rowHeight = Math.max(rowHeight, picture.height)
  }
  const sheet = createCanvas(SHEET_PX, y + rowHeight + GAP_PX)
  const context = sheet.getContext('2d')
  context.fillStyle = '#999999'
  context.fillRect(0, 0, sheet.width, sheet.height)
  for (const { picture, x, y } of places) context.drawImage(picture, x, y)
  writeFileSync(path.join(directory, `${name}.png`), sheet.toBuffer('image/png'))
  console.log(path.join(directory, `${name}.png`))
}
