import type { Figure } from '../../plots/figure.ts'
import { renderFigure } from '../../plots/render/renderFigure.ts'

/** A block of code, and the pictures that stand below it. */
const EXAMPLE =
  /```js\n(?<code>(?:(?!\n```)[\s\S])+)\n```\s+(?<images>(?:!\[[^\]]*\]\([^)]+\)\s*)+)/g
const PICTURE = /\]\((?<file>[^)]+)\)/g
const HALF = /-half\.png$/

/** Enough to tell what is drawn; the pictures are kept in the repository. */
const DPI = 90

/** An example of docs/figures.md. */
export interface GalleryExample {
  /** One expression, whose value is the figure. */
  readonly code: string
  /** The function that it calls. */
  readonly kind: string
  /** The pictures, relative to the page: one whose name ends in `-half` has half the width. */
  readonly files: readonly string[]
}

/** The examples of a page, in its order. */
export function galleryExamples(markdown: string): GalleryExample[] {
  return Array.from(markdown.matchAll(EXAMPLE), ({ groups }) => {
    const { code = '', images = '' } = groups ?? {}
    return {
      code,
      kind: code.slice(0, code.indexOf('(')),
      files: Array.from(images.matchAll(PICTURE), (found) => found.groups?.file ?? ''),
    }
  })
}

/**
 * The figure that an example makes.
 *
 * @param names what its code may use: what the package exports, and `galleryData()`
 */
export function evaluateExample(
  { code }: GalleryExample,
  names: Readonly<Record<string, unknown>>,
): Figure {
  return new Function(...Object.keys(names), `return ${code}`)(...Object.values(names))
}

/** The picture of an example's figure that belongs in the file. */
export function drawExample(figure: Figure, file: string): Promise<Uint8Array> {
  const width = HALF.test(file) ? 'half' : 'full'
  return renderFigure(figure, { format: 'png', dpi: DPI, width })
}
