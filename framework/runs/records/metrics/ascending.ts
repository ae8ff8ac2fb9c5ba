/** Whether each number is larger than the one before; where one is NaN, they are not. */
export function isAscending(numbers: Float64Array): boolean {
  for (let at = 1; at < numbers.length; at++) {
    const isLarger = (numbers[at] as number) > (numbers[at - 1] as number)
    if (!isLarger) return false
  }
  return !Number.isNaN(numbers[0])
}
