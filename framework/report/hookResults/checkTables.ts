import type { ColumnTable } from 'arquero'
import { describeValue, isPlainObject, isTable } from '../spec/describeValue.ts'
import { fileNameProblem } from '../spec/fileNames.ts'
import type { Problem } from './problem.ts'

/** Files of the same folder that the framework writes. */
const RESERVED_NAMES = ['summary', 'baseline']

/** The tables among those that a hook returned, and what is wrong with the others. */
export function checkTables(
  hook: string,
  tables: unknown,
): { tables: Record<string, ColumnTable>; problems: Problem[] } {
  if (tables === undefined) return { tables: {}, problems: [] }
  if (!isPlainObject(tables)) {
    const reason = `${hook} returned "tables" that are ${describeValue(tables)}; expected an object of tables by name.`
    return { tables: {}, problems: [{ leftOut: 'all tables', reason }] }
  }
  const sound: [string, ColumnTable][] = []
  const problems: Problem[] = []
  for (const [name, table] of Object.entries(tables)) {
    const others = sound.map(([other]) => other)
    const what = fileNameProblem(name, others, RESERVED_NAMES) ?? tableProblem(table)
    if (what === undefined) sound.push([name, table as ColumnTable])
    else {
      const reason = `${hook} returned the table ${JSON.stringify(name)}, which ${what}`
      problems.push({ leftOut: `the table "${name}"`, reason })
    }
  }
  return { tables: Object.fromEntries(sound), problems }
}

function tableProblem(table: unknown): string | undefined {
  if (isTable(table)) return undefined
  const advice = Array.isArray(table)
    ? "For rows as objects write from(rows), with import { from } from 'thesis-report'."
    : 'Make one with table({ column: values }) from thesis-report.'
  return `is ${describeValue(table)}; expected a table. ${advice}`
}
