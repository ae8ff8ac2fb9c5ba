import { type DocumentFigure, preferredFile } from './documentFigure.ts'
import { latexText } from './latexText.ts'

/**
 * The text of `figures.tex`: a `figure` environment for each figure, at its true width, so that its type
 * keeps its size. A PDF is preferred, then a PNG, since LaTeX reads no SVG without other programs.
 */
export function figuresTex(figures: readonly DocumentFigure[]): string {
  const needsSvg = figures.some((figure) => inclusion(figure).includes('\\includesvg'))
  return [
    '% Figures with their captions. Say in which folder this file is, then read it or copy from it:',
    '% \\newcommand{\\figurefolder}{path/to/figures} \\input{\\figurefolder/figures}',
    needsSvg
      ? '% Needs \\usepackage{svg} and Inkscape; outputs.fig_format=pdf makes files that do not.'
      : '% Needs \\usepackage{graphicx}.',
    '\\providecommand{\\figurefolder}{.}',
    ...figures.map(environment),
    '',
  ].join('\n')
}

function environment(figure: DocumentFigure): string {
  return `
\\begin{figure}
  \\centering
  ${inclusion(figure)}
  \\caption{${latexText(figure.caption)}}
  \\label{fig:${figure.name}}
\\end{figure}`
}

function inclusion(figure: DocumentFigure): string {
  // Narrower pages than the figure's width keep it within their margins.
  const width = `\\ifdim${figure.widthInches}in>\\linewidth\\linewidth\\else${figure.widthInches}in\\fi`
  const file = preferredFile(figure, ['pdf', 'png'])
  if (file !== undefined) {
    return `\\includegraphics[width=${width}]{\\figurefolder/${file}}`
  }
  return `\\includesvg[width=${width}]{\\figurefolder/${preferredFile(figure, ['svg'])}}`
}
