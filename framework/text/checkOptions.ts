import * as v from 'valibot'
import { type ErrorCode, ReportError } from '../errors.ts'
import { nearest } from './nearest.ts'
import { describeIssues } from './schema/schemaIssues.ts'

/** A schema for each option that a function has. */
export type OptionSchemas = Readonly<Record<string, v.GenericSchema>>

/**
 * Checks the options of a function, since scripts and reports run without a type check, and a
 * misspelt option would otherwise be taken for its default. Options that are undefined have their
 * default.
 *
 * @param name of the function, for the message
 * @param required options without a default
 * @throws {ReportError} of the code, naming function and option, what came and what belongs there,
 *   and for an unknown option the nearest one
 */
export function checkOptions(
  code: ErrorCode,
  name: string,
  options: unknown,
  schemas: OptionSchemas,
  required: readonly string[] = [],
): void {
  if (options !== undefined && !isObject(options)) {
    const given =
      options === null ? 'null' : Array.isArray(options) ? 'an array' : `a ${typeof options}`
    throw new ReportError(code, `${name}: its options are ${given}, expected an object.`)
  }
  const misspelt = misspeltKeys(options, schemas)
  const entries = Object.entries(schemas).map(([key, schema]) => {
    // That a misspelt option is missing needs no words beside those about its spelling.
    const isRequired = required.includes(key) && !misspelt.includes(key)
    return [key, isRequired ? schema : v.optional(schema)] as const
  })
  // What is absent is checked as undefined, so that its own schema says what belongs there.
  const absent = Object.fromEntries(Object.keys(schemas).map((key) => [key, undefined]))
  check(
    code,
    v.strictObject(Object.fromEntries(entries)),
    { ...absent, ...options },
    `${name}: option`,
  )
}

/** The options that are nearest to those that are not known. */
function misspeltKeys(options: object = {}, schemas: OptionSchemas): (string | undefined)[] {
  const known = Object.keys(schemas)
  const unknown = Object.keys(options).filter((key) => !known.includes(key))
  return unknown.map((key) => nearest(key, known))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Checks the arguments of a function that are data: their shape, not each number.
 *
 * @param args by their names
 * @throws {ReportError} of the code, naming function, argument and the place in it
 */
export function checkArguments(
  code: ErrorCode,
  name: string,
  args: Readonly<Record<string, unknown>>,
  schemas: OptionSchemas,
): void {
  check(code, v.object(schemas), args, `${name}:`)
}

function check(code: ErrorCode, schema: v.GenericSchema, value: unknown, subject: string): void {
  const { issues } = v.safeParse(schema, value)
  if (issues === undefined) return
  throw new ReportError(code, describeIssues(schema, issues, { subject }).join('\n'))
}

export const TEXT = v.string()

export const FINITE = v.custom<number>(Number.isFinite, 'expected a finite number')

export const COUNT = v.custom<number>(
  (value) => Number.isSafeInteger(value) && (value as number) >= 1,
  'expected a positive whole number',
)
