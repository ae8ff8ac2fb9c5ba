import { Random } from '../../stats/random.ts'

/** Scores that a model might give to events. */
export interface FakeScores {
  readonly name: string
  /** Default none. */
  readonly group?: string
  /** By how many standard deviations signal lies above background. Default 1. */
  readonly shift?: number
  /** Default 2000, of which every fourth is signal (label 0). */
  nEvents?: number
  /** Default 1. */
  readonly seed?: number
}

/** A model's normally distributed scores with labels, the same every time. */
export function fakeScores({ name, group, shift = 1, nEvents = 2000, seed = 1 }: FakeScores) {
  const random = new Random(seed, 'scores')
  const labels = Array.from({ length: nEvents }, (_, event) => (event % 4 === 0 ? 0 : 1))
  const scores = labels.map((label) => random.normal() + (label === 0 ? shift : 0))
  return { name, ...(group !== undefined && { group }), scores, labels }
}
