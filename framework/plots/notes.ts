/** `1 run`, `3 runs` */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

/** The note that something was not drawn, and why; none for nothing. */
export function leftOut(n: number, noun: string, why: string): string[] {
  return n === 0 ? [] : [`Not drawn: ${count(n, noun)} ${why}.`]
}
