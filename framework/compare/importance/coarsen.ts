import type { Factor } from './design.ts'

/**
 * The factor with at most so many levels: neighbouring values of an ordered one are put together in
 * classes of about as many runs each. Others stay as they are.
 */
export function coarsen(factor: Factor, most: number): Factor {
  const { levels, nLevels, isOrdered } = factor
  if (!isOrdered || nLevels <= most) return factor
  const counts = new Array<number>(nLevels).fill(0)
  for (const level of levels) counts[level] = (counts[level] ?? 0) + 1
  let before = 0
  const classes = counts.map((n) => {
    const middle = before + n / 2
    before += n
    return Math.min(most - 1, Math.floor((middle / levels.length) * most))
  })
  // Of uneven counts some classes stay empty.
  const places = new Map([...new Set(classes)].map((each, place) => [each, place]))
  return {
    ...factor,
    levels: levels.map((level) => places.get(classes[level] as number) as number),
    nLevels: places.size,
  }
}
