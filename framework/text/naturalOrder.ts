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
  const startA = digitsStart(a, fromA + alike, fromA)
  const startB = digitsStart(b, fromB + alike, fromB)
  const [endA, endB] = [digitsEnd(a, startA), digitsEnd(b, startB)]
  if (endA === startA || endB === startB) {
    return compareCodePoints(a, b, fromA + alike, fromB + alike)
  }
  // What remains of each number without its leading zeros; of equally long ones the digits decide.
  const [digitsA, digitsB] = [zerosEnd(a, startA, endA), zerosEnd(b, startB, endB)]
  const order = endA - digitsA - (endB - digitsB)
  if (order !== 0) return order
  const equal = countAlike(a, b, digitsA, digitsB)
  if (digitsA + equal < endA) return compareCodePoints(a, b, digitsA + equal, digitsB + equal)
  return endA === a.length && endB === b.length ? 0 : compareFrom(a, b, endA, endB)
}

function countAlike(a: string, b: string, fromA: number, fromB: number): number {
  const most = Math.min(a.length - fromA, b.length - fromB)
  let alike = 0
  while (alike < most && a.charCodeAt(fromA + alike) === b.charCodeAt(fromB + alike)) alike++
  return alike
}

function digitsStart(text: string, at: number, from: number): number {
  let start = at
  while (start > from && isDigit(text.charCodeAt(start - 1))) start--
  return start
}

function digitsEnd(text: string, start: number): number {
  let end = start
  while (isDigit(text.charCodeAt(end))) end++
  return end
}

function zerosEnd(text: string, start: number, end: number): number {
  let at = start
  while (at < end - 1 && text.charCodeAt(at) === ZERO) at++
  return at
}

const [ZERO, NINE] = [48, 57]

/** `charCodeAt` gives NaN behind the end of a text, which is not a digit. */
function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}

/** As characters, not as UTF-16 units, which would put 🙂 before ﬁ. */
function compareCodePoints(a: string, b: string, fromA = 0, fromB = 0): number {
  const alike = countAlike(a, b, fromA, fromB)
  return (a.codePointAt(fromA + alike) ?? -1) - (b.codePointAt(fromB + alike) ?? -1)
}
