import { formatNumber, groupThousands } from './numbers/numberFormat.ts'

/** `1 run`, `3 runs`, `2 matches` */
export function count(n: number, noun: string): string {
  return `${n} ${plural(n, noun)}`
}

/**
 * The same for a figure, whose numbers have spaces: `12 300 values`; of a sum of weights, which is not whole,
 * `values with a total weight of 9.831`.
 */
export function countApart(n: number, noun: string): string {
  return Number.isInteger(n)
    ? `${groupThousands(String(n))} ${plural(n, noun)}`
    : `${plural(2, noun)} with a total weight of ${amountText(n)}`
}

/** A number of events or values, `12 300`, or a sum of their weights, to five digits. */
export function amountText(amount: number): string {
  return Number.isInteger(amount)
    ? groupThousands(String(amount))
    : formatNumber(amount, { digits: 5 })
}

function plural(n: number, noun: string): string {
  // But `epochs`.
  const ending = n === 1 ? '' : /(?:[sxz]|sh|[^o]ch)$/.test(noun) ? 'es' : 's'
  return `${noun}${ending}`
}

/** That none of several has something: the reason why a figure has nothing to draw. */
export function noneHas(n: number, noun: string, what: string): string {
  if (n === 0) return `No ${noun} was selected.`
  return n === 1 ? `The ${noun} has no ${what}.` : `None of the ${n} ${noun}s has ${what}.`
}

/** The note that something was not drawn, and why; none for nothing. */
export function leftOut(n: number, noun: string, why: string): string[] {
  return n === 0 ? [] : [`Not drawn: ${countApart(n, noun)} ${why}.`]
}
