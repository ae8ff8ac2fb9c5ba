import type { Scalar } from '../source.ts'

const ABSOLUTE_PATH = /^(?:\/|[A-Za-z]:[\\/])[^\0\n]{1,4095}$/

/** The absolute paths among parameters or tags, such as the folder that a run writes to. */
export function absolutePaths(params: ReadonlyMap<string, Scalar>): string[] {
  const paths = new Set<string>()
  for (const value of params.values()) {
    if (typeof value === 'string' && ABSOLUTE_PATH.test(value)) paths.add(value)
  }
  return [...paths]
}
