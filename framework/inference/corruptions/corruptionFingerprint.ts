import { createHash } from 'node:crypto'
import { Random } from '../../stats/random.ts'
import { createEventBatch, type EventBatch } from '../data/eventBatch.ts'
import { corrupt, findCorruption } from './corrupt.ts'
import type { Strategy } from './strategies.ts'

/** Events that show what a corruption does. */
const PROBES = 64
const SHAPE = { nTokens: 8, nGlobals: 2 }

/**
 * A hash, in hex, of what a corruption of the author's own is: its source text, and what it does to a
 * few events, since what it calls may change while its own text stays.
 */
export function fingerprintCorruption({ name, params }: Strategy): string {
  const damaged = corrupt(probes(), { name, params })
  return createHash('sha256')
    .update(findCorruption(name).apply.toString())
    .update(damaged.ids)
    .update(damaged.globals)
    .update(damaged.features)
    .digest('hex')
}

function probes(): EventBatch {
  const events = createEventBatch(SHAPE, PROBES)
  const random = new Random(0, 'probes')
  events.nEvents = PROBES
  events.isValid.fill(1)
  // Some padding, and no value twice.
  for (let i = 0; i < events.ids.length; i++) events.ids[i] = random.integer(6)
  for (let i = 0; i < events.globals.length; i++) events.globals[i] = random.uniform()
  for (let i = 0; i < events.features.length; i++) events.features[i] = random.uniform()
  return events
}
