import type { Scalar } from '../source.ts'

const OBJECT = /^<.+ object at 0x[\da-f]+>$/i
const ADDRESS = / at 0x[\da-f]+(?=>)/gi

/**
 * Parameters without what Python says of things that have no text of their own: an object is none
 * (`<src.Config object at 0x7f3c…>`), and a function goes by its name (`<function relu>`). Where in the
 * memory they lay is another place in each run, and would tell apart runs that are alike.
 */
export function withoutAddresses(params: ReadonlyMap<string, Scalar>): ReadonlyMap<string, Scalar> {
  const hasAddress = (value: Scalar) => typeof value === 'string' && value.includes(' at 0x')
  if (![...params.values()].some(hasAddress)) return params
  return new Map(
    [...params].flatMap(([name, value]): [string, Scalar][] => {
      if (typeof value !== 'string') return [[name, value]]
      return OBJECT.test(value) ? [] : [[name, value.replaceAll(ADDRESS, '')]]
    }),
  )
}
