/** The size of a group, or what a comparison rests on, at the end of a name; that a row is a group's mean. */
const SIZE =
  /(?: \((?:(?:n|weight) = [^)]*|\d+(?: and \d+)? (?:pair|seed|setting|block|run|unit)s?)\)|: mean of \d+)$/

/** The size of its group at the end of a name; empty for one without. */
export function sizeOfName(name: string): string {
  return name.match(SIZE)?.[0] ?? ''
}

/** The name without the size of its group. */
export function withoutSize(name: string): string {
  return name.replace(SIZE, '')
}
