// Makes what every report's page carries with it: one script, and one style sheet with the fonts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { rolldown } from 'rolldown'
import subsetFont from 'subset-font'

const BROWSER = 'framework/output/page/browser'
const STYLES = ['colours', 'document', 'tools', 'runs', 'card', 'print']
/** Weight -> the file of the font that figures are printed in. */
const FONTS = { 400: '400Regular', 600: '600SemiBold' }
/** What the fonts keep: Latin, Greek and Cyrillic, and the signs of figures and formulas. */
const KEPT = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x2b0, 0x2ff],
  [0x370, 0x3ff],
  [0x400, 0x45f],
  [0x1e00, 0x1eff],
  [0x2000, 0x20bf],
  [0x2100, 0x22ff],
  [0x25a0, 0x25ff],
  [0x2700, 0x27bf],
]

/**
 * Writes `page.js` and `page.css` into a folder.
 *
 * @returns the modules that went into the script, of whose packages the licences must be kept
 */
export async function bundlePage(root, outDir) {
  mkdirSync(outDir, { recursive: true })
  writeFileSync(path.join(outDir, 'page.css'), await styleSheet(root))
  const build = await rolldown({
    cwd: root,
    input: `${BROWSER}/main.ts`,
    platform: 'browser',
    onwarn: (warning) => {
      throw new Error(`thesis-report: bundling the page failed.\n${warning.message}`)
    },
  })
  try {
    const { output } = await build.generate({ format: 'iife', minify: true, comments: false })
    const [script] = output
    writeFileSync(path.join(outDir, 'page.js'), asInline(script.code))
    return [...script.moduleIds, path.join(root, 'node_modules', FONT_PACKAGE, 'package.json')]
  } finally {
    await build.close()
  }
}

const FONT_PACKAGE = '@expo-google-fonts/source-sans-3'

/** A script that its element in a page cannot end before its end. */
function asInline(script) {
  return script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
}

async function styleSheet(root) {
  const tabulator = path.join(root, 'node_modules/tabulator-tables/dist/css/tabulator.min.css')
  const parts = [
    readFileSync(tabulator, 'utf8').replace(/\/\*.*?\*\//gs, ''),
    ...(await Promise.all(
      Object.entries(FONTS).map(([weight, style]) => font(root, weight, style)),
    )),
    ...STYLES.map((name) =>
      readFileSync(path.join(root, 'framework/output/page/styles', `${name}.css`), 'utf8'),
    ),
  ]
  return parts.join('\n')
}

/** The part of a font that pages need, with the same shapes, widths and kerning as the whole. */
async function font(root, weight, style) {
  const file = path.join(root, 'node_modules', FONT_PACKAGE, style, `SourceSans3_${style}.ttf`)
  const kept = KEPT.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)),
  ).join('')
  const subset = await subsetFont(readFileSync(file), kept, { targetFormat: 'woff2' })
  const url = `data:font/woff2;base64,${subset.toString('base64')}`
  return `@font-face{font-family:SourceSans;font-weight:${weight};src:url(${url}) format("woff2")}`
}
