/**
 * The order in which people count: `job2` before `job10`. Runs of digits compare by their value,
 * everything else by code point, so that the order is the same in every locale. Texts that only
 * differ in leading zeros compare by code point.
 */
export function compareNatural(a: string, b: string): number {
  return compareFrom(a, b, 0, 0) || compareCodePoints(a, b)
}

/** Compares the rest of two texts, of which what stands before has been found equal. */
function compareFrom(a: string, b: string, fromA: number, fromB: number): number {
  const alike = countAlike(a, b, fromA, fromB)
  const [startA, startB] = [
    digitsStart(a, fromA + alike, fromA),
    digitsStart(b, fromB + alike, fromB),
  ]
  const [endA, endB] = [digitsEnd(a, startA), digitsEnd(b, startB)]
  if (endA === startA || endB === startB) {
    return compareCodePoints(a, b, fromA + alike, fromB + alike)
  }
  const order = compareDigits(a.slice(startA, endA), b.slice(startB, endB))
  if (order !== 0 || (endA === a.length && endB === b.length)) return order
  return compareFrom(a, b, endA, endB)
}

function countAlike(a: string, b: string, fromA: number, fromB: number): number {
  let alike = 0
  while (fromA + alike < a.length && a[fromA + alike] === b[fromB + alike]) alike++
  return alike
}

function digitsStart(text: string, at: number, from: number): number {
  let start = at
  while (start > from && isDigit(text[start - 1])) start--
  return start
}

function digitsEnd(text: string, start: number): number {
  let end = start
  while (isDigit(text[end])) end++
  return end
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}

function compareDigits(a: string, b: string): number {
  const [digitsA, digitsB] = [withoutZeros(a), withoutZeros(b)]
  return digitsA.length - digitsB.length || compareCodePoints(digitsA, digitsB)
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '')
}

/** As characters, not as UTF-16 units, which would put 🙂 before ﬁ. */
function compareCodePoints(a: string, b: string, fromA = 0, fromB = 0): number {
  const alike = countAlike(a, b, fromA, fromB)
  return (a.codePointAt(fromA + alike) ?? -1) - (b.codePointAt(fromB + alike) ?? -1)
}
