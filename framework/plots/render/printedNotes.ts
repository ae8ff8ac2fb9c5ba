import type { Figure } from '../figure.ts'

/**
 * The figure with the notes that only printing it on this machine gives it: what its fonts lack. Where the
 * figure is drawn elsewhere, as in a page, it then says the same and is as high.
 */
export async function withPrintedNotes(figure: Figure): Promise<Figure> {
  const [{ noteMissingGlyphs }, { surface }] = await Promise.all([
    import('./missingGlyphs.ts'),
    import('./surface.ts'),
  ])
  // Registers the fonts.
  surface()
  return noteMissingGlyphs(figure)
}
