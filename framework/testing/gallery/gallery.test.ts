import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import * as face from '../../index.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { typeErrors } from '../docs/typeErrors.ts'
import { expectPicture } from '../pictures/expectPicture.ts'
import { testProject } from '../testProject.ts'
import { galleryData } from './galleryData.ts'
import { drawExample, evaluateExample, galleryExamples } from './galleryExamples.ts'

const DOCS = path.join(PACKAGE_ROOT, 'docs')
const page = readFileSync(path.join(DOCS, 'figures.md'), 'utf8')
const examples = galleryExamples(page)
const names = { ...face, ...(await galleryData()) }
const drawn = examples.map((example) => ({
  ...example,
  name: path.basename(example.files[0] ?? example.kind, '.png'),
  figure: evaluateExample(example, names),
}))

describe.each(drawn)('$name', ({ figure, files }) => {
  test.each(files)('looks as in docs/%s', async (file) => {
    expectPicture(await drawExample(figure, file), path.join(DOCS, file), 'npm run gallery')
  })

  test('takes less than 110 KB as an SVG', async () => {
    const svg = await face.renderFigure(figure, { format: 'svg' })
    expect(svg.length).toBeLessThan(110_000)
  })

  test('has something to draw', () => {
    expect(JSON.stringify(figure)).not.toContain('Nothing to draw')
  })
})

test('the examples type-check with the settings of docs/install.md', async () => {
  const project = testProject({})
  const data = Object.keys(await galleryData())
  const imported = Object.keys(face)
  writeFileSync(
    path.join(project, 'examples.ts'),
    [
      `import { ${imported.join(', ')} } from 'thesis-report'`,
      `import type { galleryData } from '${import.meta.dirname}/galleryData.ts'`,
      'declare const data: Awaited<ReturnType<typeof galleryData>>',
      `const { ${data.join(', ')} } = data`,
      ...examples.map(({ code }) => `void ${code}`),
    ].join('\n'),
  )
  expect(typeErrors(project, ['examples.ts'])).toBe('')
})

test('every kind of figure that is exported has an example', () => {
  const face = readFileSync(path.join(PACKAGE_ROOT, 'framework/index.ts'), 'utf8')
  const kinds = Array.from(
    face.matchAll(/^(?:export \{ (\w+) \}|\} )[^\n]*from '\.\/plots\/kinds\/.*\/(\w+)\.ts'/gm),
    ([, , name]) => name,
  )
  expect(kinds.length).toBeGreaterThan(0)
  expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(kinds))
})

test('every example is shown at full and at half width', () => {
  for (const { files } of examples) {
    const [full = ''] = files
    expect(files).toEqual([full, full.replace('.png', '-half.png')])
  }
})

test('the kinds are numbered from one in the order of the page', () => {
  const headings = Array.from(page.matchAll(/^#### (\d+)\. (\w+)$/gm), ([, number, kind]) => ({
    number: Number(number),
    kind,
  }))
  expect(headings.map(({ number }) => number)).toEqual(headings.map((_, i) => i + 1))
  expect(headings.map(({ kind }) => kind)).toEqual([...new Set(examples.map(({ kind }) => kind))])
})

test('docs/figures has the pictures of the page and no others', () => {
  const kept = readdirSync(path.join(DOCS, 'figures')).map((file) => `figures/${file}`)
  expect(kept.toSorted()).toEqual(examples.flatMap(({ files }) => files).toSorted())
})
