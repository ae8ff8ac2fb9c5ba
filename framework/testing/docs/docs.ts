import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { PACKAGE_ROOT } from '../../packageRoot.ts'

/** The Markdown files that users and contributors read, relative to the package's root. */
export const DOCS: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(PACKAGE_ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** The text of one of the {@link DOCS}. */
export function textOf(file: string): string {
  return readFileSync(path.join(PACKAGE_ROOT, file), 'utf8')
}

/** A code block, and where it begins: `docs/config.md:85`. */
export interface DocBlock {
  readonly place: string
  readonly text: string
}

/** The code blocks of a language in all docs. */
export function blocksOf(language: string): DocBlock[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm')
  return DOCS.flatMap((file) => {
    const whole = textOf(file)
    return [...whole.matchAll(fence)].map(({ index, 1: text = '' }) => ({
      place: `${file}:${whole.slice(0, index).split('\n').length + 1}`,
      text,
    }))
  })
}

/** Markdown without its code blocks. */
export function withoutBlocks(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```$/gm, '')
}
