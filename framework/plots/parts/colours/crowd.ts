import { withOpacity } from './palette.ts'

/** More points than `from` hide each other, and what they stand on. */
export interface Crowd {
  readonly from: number
  readonly leastOpacity: number
}

export function isCrowd(n: number, { from }: Crowd): boolean {
  return n > from
}

/** The colour of one of n points: those of a crowd are the fainter the more there are. */
export function crowdColour(colour: string, n: number, crowd: Crowd): string {
  if (!isCrowd(n, crowd)) return colour
  return withOpacity(colour, Math.max(crowd.leastOpacity, Math.sqrt(crowd.from / n)))
}
