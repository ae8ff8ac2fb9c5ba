import { latexText } from './latexText.ts'
import { REFERENCES, type Reference } from './references.ts'

const CITATION = /\[@([\w-]+)\]/g

/** The paragraph for `methods.md`: works are cited by author and year, and listed below. */
export function methodsMarkdown(sentences: readonly string[]): string {
  const paragraph = sentences.join(' ').replace(CITATION, (text, key: string) => {
    const reference = REFERENCES[key]
    return reference === undefined ? text : `(${reference.short})`
  })
  const cited = citedIn(sentences).map(([, reference]) => `- ${entryText(reference)}`)
  return `${[paragraph, ...(cited.length > 0 ? ['', ...cited] : [])].join('\n')}\n`
}

/** The paragraph for `methods.tex`; `methods.bib` has the works that it cites. */
export function methodsLatex(sentences: readonly string[]): string {
  const paragraph = sentences
    .map((sentence) =>
      sentence
        .split(CITATION)
        .map((part, at) => (at % 2 === 0 ? latexText(part) : `\\cite{${part}}`))
        .join('')
        .replaceAll(' \\cite', '~\\cite'),
    )
    .join('\n')
  const works = citedIn(sentences).length > 0 ? '; the works are in methods.bib' : ''
  return `% What was done in this report${works}.\n${paragraph}\n`
}

/** The works that sentences cite, for BibTeX. */
export function methodsBibliography(sentences: readonly string[]): string {
  return citedIn(sentences)
    .map(([key, reference]) => bibtexEntry(key, reference))
    .join('\n')
}

function citedIn(sentences: readonly string[]): [string, Reference][] {
  const keys = new Set([...sentences.join(' ').matchAll(CITATION)].map(([, key = '']) => key))
  return [...keys].sort().flatMap((key): [string, Reference][] => {
    const reference = REFERENCES[key]
    return reference === undefined ? [] : [[key, reference]]
  })
}

function entryText({ author, year, title, journal, booktitle, volume, pages }: Reference): string {
  const place = [journal ?? booktitle, volume].filter((part) => part !== undefined).join(' ')
  const where = [place, pages?.replace('--', '–')].filter((part) => part !== undefined).join(', ')
  return `${author.replaceAll(' and ', '; ')} (${year}). ${title}. ${where.replaceAll('\\&', '&')}.`
}

function bibtexEntry(key: string, { short, ...fields }: Reference): string {
  const type = fields.journal === undefined ? 'inproceedings' : 'article'
  // Braces keep the capitals of names in titles.
  const { title, ...others } = fields
  const lines = Object.entries({ ...others, title: `{${title}}` }).map(
    ([name, value]) => `  ${name} = {${value}},`,
  )
  return [`@${type}{${key},`, ...lines, '}', ''].join('\n')
}
