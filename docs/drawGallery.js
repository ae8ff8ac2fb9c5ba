// Draws the pictures of docs/figures.md from the code in it: npm run gallery
// A picture that looks as before is left alone, so that another platform does not change all of them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildIfStale } from '../bin/buildIfStale.js'

await buildIfStale()
const face = await import('../dist/framework/index.js')
const {
  compactPicture,
  comparePictures,
  drawExample,
  evaluateExample,
  galleryData,
  galleryExamples,
} = await import('../dist/framework/testing/internals.js')

const docs = import.meta.dirname
const names = { ...face, ...(await galleryData()) }
for (const example of galleryExamples(readFileSync(path.join(docs, 'figures.md'), 'utf8'))) {
  const figure = evaluateExample(example, names)
  for (const picture of example.files) {
    const file = path.join(docs, picture)
    const png = await drawExample(figure, picture)
    if (existsSync(file) && !comparePictures(readFileSync(file), png)) continue
    const bytes = compactPicture(png)
    writeFileSync(file, bytes)
    console.log(`docs/${picture}: ${bytes.length} bytes`)
  }
}
