import { type DocumentFigure, preferredFile } from './documentFigure.ts'
import { escapeMarkdown } from './markdownText.ts'

/** The text of `figures.md`: each figure with its caption and notes, to be read or copied from. */
export function figuresMarkdown(title: string, figures: readonly DocumentFigure[]): string {
  const sections = figures.flatMap((figure) => [
    '',
    `## ${escapeMarkdown(figure.name)}`,
    '',
    picture(figure),
    '',
    escapeMarkdown(figure.caption),
    ...figure.notes.flatMap((note) => ['', escapeMarkdown(note)]),
  ])
  return [`# Figures: ${escapeMarkdown(title)}`, ...sections, ''].join('\n')
}

/** The picture; where there is only a PDF, which Markdown does not show, a link to it. */
function picture(figure: DocumentFigure): string {
  const shown = preferredFile(figure, ['png', 'svg'])
  const link = `[${escapeMarkdown(figure.alt)}](<${shown ?? preferredFile(figure, ['pdf'])}>)`
  return shown === undefined ? link : `!${link}`
}
