import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { scatter } from '../kinds/runs/scatter.ts'
import { missingGlyphs, noteMissingGlyphs } from './missingGlyphs.ts'
import { renderFigure } from './renderFigure.ts'

/** For private use: no font of a usual machine has it. */
const UNKNOWN = '\u{10FFFD}'

describe('missingGlyphs', () => {
  test('finds nothing missing in what the bundled font has', async () => {
    await renderFigure(figureNamed('plain'), { format: 'png' })
    expect(missingGlyphs('Loss β, 0.5 ± 0.1 µm – “ñ” ≤ ∞ …')).toEqual([])
  })

  test('names each character that no font has once', () => {
    expect(missingGlyphs(`a${UNKNOWN}b${UNKNOWN}`)).toEqual([UNKNOWN])
  })
})

describe('noteMissingGlyphs', () => {
  test('leaves a figure whose characters can be shown as it is', () => {
    const figure = figureNamed('plain')
    expect(noteMissingGlyphs(figure)).toBe(figure)
  })

  test('says which characters are empty boxes', () => {
    expect(noteMissingGlyphs(figureNamed(`run ${UNKNOWN}`)).notes).toEqual([
      'Empty boxes stand for 1 character that no font of this machine has: U+10FFFD. ' +
        'Install a font that has them, such as Noto Sans.',
    ])
  })

  test('counts the characters of the title that a picture is drawn with', async () => {
    const drawn = await renderFigure(figureNamed('plain'), {
      ...{ format: 'svg', svgText: true, title: `Title ${UNKNOWN}` },
    })
    expect(Buffer.from(drawn).toString()).toContain('Empty boxes stand for 1 character')
  })

  test('names six characters and counts the others', () => {
    const seven = Array.from({ length: 7 }, (_, i) => String.fromCodePoint(0x10fff0 + i)).join('')
    expect(noteMissingGlyphs(figureNamed(seven)).notes[0]).toContain('U+10FFF5 and 1 more.')
  })
})

test.skipIf(!hasPdfToText())(
  'the note stands in the drawn figure (read by pdftotext)',
  async () => {
    const input = Buffer.from(await renderFigure(figureNamed(UNKNOWN), { format: 'pdf' }))
    const text = execFileSync('pdftotext', ['-', '-'], { input, encoding: 'utf8' })
    expect(text).toContain('U+10FFFD')
  },
)

function figureNamed(tokenizer: string) {
  return scatter(runsOf([{ run_dir: 'a', tokenizer, x: 1, y: 2 }]), { x: 'x', y: 'y' })
}

function hasPdfToText(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
