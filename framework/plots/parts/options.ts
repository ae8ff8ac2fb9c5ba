import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import { isKnownColumn } from './columnTitles.ts'

/** What an option takes, in words for the error and as a test. */
export interface Rule {
  takes: string
  accepts(value: unknown): boolean
  /** The option has no default. */
  isRequired?: boolean
}

/**
 * Checks what a caller gave, since reports run without a type check, and a misspelt option would
 * otherwise be taken for its default. Options that are undefined have their default.
 *
 * @param rules by the names of all options that the figure has
 * @throws {ReportError} `FIGURE_OPTIONS_INVALID` naming the option and what it takes
 */
export function checkOptions(
  kind: string,
  options: object,
  rules: Readonly<Record<string, Rule>>,
): void {
  const given = new Map(Object.entries(options))
  for (const [name, { takes, isRequired }] of Object.entries(rules)) {
    if (isRequired && given.get(name) === undefined) fail(`${kind} needs ${name}: ${takes}.`)
  }
  for (const [name, value] of given) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (rule === undefined) {
      fail(`${kind} has no option "${name}". It has: ${Object.keys(rules).join(', ')}.`)
    } else if (value !== undefined && !rule.accepts(value)) {
      fail(`${kind}: ${name} takes ${rule.takes}, not ${inWords(value)}.`)
    }
  }
}

function fail(message: string): never {
  throw new ReportError('FIGURE_OPTIONS_INVALID', message)
}

function inWords(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  return (JSON.stringify(value) ?? String(value)).slice(0, 100)
}

/** Anything: the type of the option says enough, or what takes it checks it. */
export const ANY: Rule = { takes: 'anything', accepts: () => true }

export const OBJECT: Rule = {
  takes: 'an object',
  accepts: (value) => typeof value === 'object' && value !== null,
}

export const TEXT: Rule = { takes: 'a text', accepts: (value) => typeof value === 'string' }

export const NUMBER: Rule = {
  takes: 'a finite number',
  accepts: Number.isFinite,
}

export const COUNT: Rule = {
  takes: 'a whole number from 1 on',
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
}

export function oneOf(...choices: readonly string[]): Rule {
  return {
    takes: choices.map((choice) => `"${choice}"`).join(' or '),
    accepts: (value) => typeof value === 'string' && choices.includes(value),
  }
}

export const SCALE = oneOf('auto', 'linear', 'log')
export const BETTER = oneOf('lower', 'higher')

/**
 * A column of the table, or one that every table of runs may have: runs without a value for it make
 * a figure with a note, and so do no runs at all.
 */
export function columnOf(table: ColumnTable): Rule {
  const names = table.columnNames()
  return {
    takes: `the name of a column (${names.slice(0, MAX_LISTED).join(', ')}${names.length > MAX_LISTED ? ', …' : ''})`,
    accepts: (value) =>
      typeof value === 'string' &&
      (table.numRows() === 0 || table.columnIndex(value) >= 0 || isKnownColumn(value)),
  }
}

const MAX_LISTED = 40

/** The rule, for an option that must be given. */
export function required(rule: Rule): Rule {
  return { ...rule, isRequired: true }
}

/** The rule, or `null` for what the option's documentation says. */
export function orNull({ takes, accepts }: Rule): Rule {
  return {
    takes: `${takes}, or null`,
    accepts: (value) => value === null || accepts(value),
  }
}

/** One that the rule accepts, or several in an array. */
export function oneOrMore({ takes, accepts }: Rule): Rule {
  return {
    takes: `${takes}, or an array of such`,
    accepts: (value) => (Array.isArray(value) ? value.every(accepts) : accepts(value)),
  }
}
