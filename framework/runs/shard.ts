/** A share of the work of a report, one of several that are done apart. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number
  readonly count: number
}

/** Whether the item at a place of a list belongs to a shard: every `count`-th does, so that shards are alike. */
export function isOfShard(at: number, { index, count }: Shard): boolean {
  return at % count === index - 1
}
