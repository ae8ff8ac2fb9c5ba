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
  if (areRight(options, schemas, required)) return
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

/**
 * Whether there is nothing to say about the options: in a fraction of the time that it takes to say
 * something, since some of these functions are called for every point of a figure.
 */
function areRight(options: unknown, schemas: OptionSchemas, required: readonly string[]): boolean {
  if (options !== undefined && !isObject(options)) return false
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined)
  return (
    given.every(
      ([key, value]) => Object.hasOwn(schemas, key) && v.is(schemaOf(schemas, key), value),
    ) && required.every((key) => given.some(([name]) => name === key))
  )
}

function schemaOf(schemas: OptionSchemas, key: string): v.GenericSchema {
  return schemas[key] as v.GenericSchema
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
  if (Object.keys(schemas).every((key) => v.is(schemaOf(schemas, key), args[key]))) return
  check(code, v.object(schemas), args, `${name}:`)
}

function check(code: ErrorCode, schema: v.GenericSchema, value: unknown, subject: string): void {
  const { issues } = v.safeParse(schema, value)
  if (issues === undefined) return
  throw new ReportError(code, describeIssues(schema, issues, { subject }).join('\n'))
}

export const TEXT = v.string()

export const FINITE = v.custom<number>(Number.isFinite, 'expected a finite number')

export const TEXTS = v.array(TEXT)

export const YES_OR_NO = v.boolean()

/** An array or typed array, whose elements each function looks at for itself. */
export const LIST = v.custom<ArrayLike<unknown>>(isList, 'expected an array')

/** {@link LIST} of numbers. */
export const NUMBERS = v.custom<ArrayLike<number>>(isList, 'expected an array of numbers')

export const FUNCTION = v.custom<(...args: never) => unknown>(
  (value) => typeof value === 'function',
  'expected a function',
)

/** Any object, where what belongs there is said by `expected`. */
export function objectOf(expected: string) {
  return v.custom<object>(isObject, `expected ${expected}`)
}

/** One that the schema takes, or several in an array. */
export function oneOrMore(schema: v.GenericSchema) {
  return v.lazy((value) => (Array.isArray(value) ? v.array(schema) : schema))
}

export function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function')
  )
}

function isList(value: unknown): boolean {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}

export const COUNT = v.custom<number>(
  (value) => Number.isSafeInteger(value) && (value as number) >= 1,
  'expected a positive whole number',
)
