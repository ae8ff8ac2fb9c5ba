import { distinguish } from '../../../text/names/distinguish.ts'
import { sizeOfName, withoutSize } from '../../../text/names/sizeOfName.ts'
import { largest, smallest } from '../../parts/axes/extent.ts'
import type { Tick } from '../../parts/axes/ticks.ts'

// Names of comparisons, such as `Batch size: 64 / 32 (6 pairs)`, as they fit beside an axis.

type WidthOf = (text: string) => number

/** Between the two names of a comparison. */
const SIGN = / (?:[/>−]|beats) /
/** The parameter whose values are compared, before them. */
const PARAMETER = /^[^:]*: /
/** Of the width: names with less beside what they rest on are written without it. */
const LEAST_PAIR_SHARE = 0.55
/** What one side of a pair may take of the width, where the other is as short as that asks for. */
const SIDE_SHARES = [0.8, 0.65, 0.5]
const ISOLATES = /[\u2068\u2069]/g
/** A number, as figures write it. With a digit less it is another one, so that it is never cut. */
const NUMBER = /^[−-]?[\d.,\u202f]+(?:×10[⁻⁰¹²³⁴-⁹]+)?$|^−?10[⁻⁰¹²³⁴-⁹]+$/

interface Pair {
  /** With what follows it; empty without one. */
  readonly parameter: string
  readonly sides: readonly [string, string]
  readonly sign: string
  readonly size: string
}

/** The parts of the name of a comparison; undefined for other names. */
function pairOf(name: string): Pair | undefined {
  const size = sizeOfName(name)
  const whole = withoutSize(name)
  const parameter = whole.match(PARAMETER)?.[0] ?? ''
  const body = whole.slice(parameter.length)
  const sign = body.match(SIGN)?.[0]
  if (sign === undefined) return undefined
  const at = body.indexOf(sign)
  return { parameter, sides: [body.slice(0, at), body.slice(at + sign.length)], sign, size }
}

/**
 * The names of comparisons as they fit into a width: what they rest on gives way first, then the parameter is cut, then
 * names on both sides; never a number, nor the sign between the sides. Undefined where some are no comparisons.
 */
export function fitPairs(
  names: readonly string[],
  maxWidth: number,
  widthOf: WidthOf,
): readonly string[] | undefined {
  const pairs = names.flatMap((name) => pairOf(name) ?? [])
  if (pairs.length < names.length) return undefined
  const bare = pairs.map(written)
  if (bare.every((name) => widthOf(name) <= maxWidth)) {
    return bare.map((name, i) => {
      const sized = name + (pairs[i] as Pair).size
      return widthOf(sized) <= maxWidth ? sized : name
    })
  }
  const room = maxWidth - largest(pairs.map(({ size }) => widthOf(size)))
  const hasRoom =
    room >= LEAST_PAIR_SHARE * maxWidth && pairs.every(({ sides }) => !sides.every(isNumber))
  const cut = cutPairs(pairs, hasRoom ? room : maxWidth, widthOf)
  return hasRoom ? cut.map((name, i) => name + (pairs[i] as Pair).size) : cut
}

/** Without what it rests on. */
function written({ parameter, sides: [first, second], sign }: Pair): string {
  return `${parameter}${first}${sign}${second}`
}

function isNumber(side: string): boolean {
  return NUMBER.test(side)
}

function cutPairs(pairs: readonly Pair[], maxWidth: number, widthOf: WidthOf): readonly string[] {
  const withNames = cutNames(pairs, maxWidth, widthOf)
  const rooms = withNames.flatMap((pair) =>
    pair.parameter === '' ? [] : [maxWidth - widthOf(written({ ...pair, parameter: '' }))],
  )
  const least = Math.max(0, smallest(rooms))
  const parameters = distinguish(
    withNames.map(({ parameter }) => parameter.replace(PARAMETER_END, '')),
    least - widthOf(': '),
    widthOf,
  )
  return withNames.map((pair, i) =>
    written({ ...pair, parameter: pair.parameter === '' ? '' : `${parameters[i]}: ` }),
  )
}

const PARAMETER_END = /: $/

/** Cuts the names on the sides of the pairs whose sides are too long, and those of no others. */
function cutNames(pairs: readonly Pair[], maxWidth: number, widthOf: WidthOf): readonly Pair[] {
  const room = maxWidth - largest(pairs.map(({ sign }) => widthOf(sign)))
  const names = pairs.flatMap(({ sides }) => sides.filter((side) => !isNumber(side)))
  const bare = names.map((name) => name.replace(ISOLATES, ''))
  const fitted = SIDE_SHARES.map((share) => {
    const forms = distinguish(bare, share * room, widthOf)
    const formOf = new Map(
      names.map((name, i) => [name, name === bare[i] ? forms[i] : `\u2068${forms[i]}\u2069`]),
    )
    return pairs.map((pair) => ({
      ...pair,
      sides: pair.sides.map((side) => formOf.get(side) ?? side) as [string, string],
    }))
  })
  const fits = (each: readonly Pair[]) =>
    each.every((pair) => widthOf(written({ ...pair, parameter: '' })) <= maxWidth)
  return fitted.find(fits) ?? (fitted.at(-1) as Pair[])
}

/** A name of a comparison that has no room, and what stands for it. */
export interface CutName {
  readonly short: string
  readonly full: string
}

/**
 * The parts of the names of comparisons that are written shorter than their figure has them, each once.
 *
 * @param ticks as the figure has them
 * @param labels as they are written; empty ones are not
 */
export function cutPartsOf(
  ticks: readonly Pick<Tick, 'label' | 'inFull'>[],
  labels: readonly string[],
): CutName[] {
  const found = ticks.flatMap(({ label: name, inFull = name }, i) => {
    const [pair, label] = [pairOf(name), pairOf(labels[i] ?? '')]
    if (pair === undefined || label === undefined) return []
    // Names that have a sign in themselves do not tell their sides.
    const full = inFull.split(SIGN).length === 2 ? pairOf(inFull) : undefined
    const fullParts = partsOf(full ?? pair)
    return partsOf(pair).flatMap((part, at) => {
      const short = partsOf(label)[at] ?? part
      return short === '' || short === part ? [] : [{ short, full: fullParts[at] ?? part }]
    })
  })
  return [...new Map(found.map((each) => [each.full, each])).values()]
}

function partsOf({ parameter, sides }: Pair): string[] {
  return [parameter.replace(PARAMETER_END, ''), ...sides]
}
