// Numbers that pages of docs/ state are written there by the commands that find them.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const DOCS = path.join(import.meta.dirname, '../docs')

/** Fills the row of a page's table that begins with the name, which is there, and dates it. */
export function recordRow(page, name, cells) {
  const file = path.join(DOCS, page)
  const text = readFileSync(file, 'utf8')
  const row = new RegExp(`^\\| ${name} \\|.*$`, 'm')
  if (!row.test(text)) throw new Error(`${file} has no row for ${name}.`)
  const today = new Date().toISOString().slice(0, 10)
  writeFileSync(
    file,
    text.replace(row, () => `| ${[name, ...cells, today].join(' | ')} |`),
  )
}
