export interface TimeUnit {
  readonly name: 's' | 'min' | 'h'
  /** Seconds in one unit. */
  readonly seconds: number
}

/** The unit in which durations of up to the longest, in seconds, read well: s, from 10 min on min, from 10 h on h. */
export function timeUnit(durations: Iterable<number>): TimeUnit {
  let longest = 0
  for (const seconds of durations)
    if (Number.isFinite(seconds) && seconds > longest) longest = seconds
  if (longest >= 36_000) return { name: 'h', seconds: 3600 }
  if (longest >= 600) return { name: 'min', seconds: 60 }
  return { name: 's', seconds: 1 }
}
