// Figures that docs/reliability.md states are written there by the commands that find them.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const PAGE = path.join(import.meta.dirname, '../docs/reliability.md')

/** Fills the row of the page's table that begins with the name, which is there. */
export function recordRow(name, cells) {
  const text = readFileSync(PAGE, 'utf8')
  const row = new RegExp(`^\\| ${name} \\|.*$`, 'm')
  if (!row.test(text)) throw new Error(`${PAGE} has no row for ${name}.`)
  const today = new Date().toISOString().slice(0, 10)
  writeFileSync(
    PAGE,
    text.replace(row, () => `| ${[name, ...cells, today].join(' | ')} |`),
  )
}
