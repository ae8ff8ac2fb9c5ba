import { ReportError } from '../errors.ts'
import type { Shard } from '../runs/shard.ts'

/** The shard that `K/N` names. @throws {ReportError} USAGE */
export function parseShard(text: string): Shard {
  const [index = 0, count = 0] = /^\d+\/\d+$/.test(text) ? text.split('/').map(Number) : []
  if (index >= 1 && index <= count) return { index, count }
  throw new ReportError(
    'USAGE',
    `--shard ${text}: expected K/N, the K-th of N shards, such as 1/7 to 7/7.`,
  )
}
