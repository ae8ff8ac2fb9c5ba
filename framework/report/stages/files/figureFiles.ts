import path from 'node:path'
import type { DocumentFigure } from '../../../output/documents/documentFigure.ts'
import { figuresMarkdown } from '../../../output/documents/figuresMarkdown.ts'
import { figuresTex } from '../../../output/documents/figuresTex.ts'

/**
 * The texts that take figures into documents, by their files relative to the report: `figures.tex` and
 * `figures.md` in each folder that has figures.
 */
export function figureFiles(
  title: string,
  figures: readonly DocumentFigure[],
): Map<string, string> {
  const files = new Map<string, string>()
  const folders = new Set(figures.flatMap((figure) => figure.files.map(path.posix.dirname)))
  for (const folder of folders) {
    const inFolder = figures.filter(({ files: [file = ''] }) => path.posix.dirname(file) === folder)
    files.set(`${folder}/figures.tex`, figuresTex(inFolder))
    files.set(`${folder}/figures.md`, figuresMarkdown(title, inFolder))
  }
  return files
}
