import { concatenate } from '../../../stats/concatenate.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { listInWords } from '../../../text/lists.ts'
import type { FigureAxis } from '../../figure.ts'
import { isBeyond, nameOfAxis, rangeBeyond } from './dataAxis.ts'

/** A mean or a median that is drawn, or the curve of one, and whose it is. */
export interface Middle {
  readonly of: string
  /** A single one, or those along the curve. */
  readonly values: readonly number[]
}

/** Middles that a note names. */
const MOST_NAMED = 4

/**
 * That middles lie beyond an axis: whose they are and where. A run beyond the axis is one of many, which a
 * note only counts; a middle is what the figure shows of its group.
 *
 * @param noun what a middle is, such as `mean`
 */
export function beyondMiddlesNote(
  middles: readonly Middle[],
  axis: FigureAxis,
  noun: string,
  position: 'x' | 'y',
): string[] {
  const beyond = middles
    .map(({ of, values }) => ({ of, values: values.filter((value) => isBeyond(value, axis)) }))
    .filter(({ values }) => values.length > 0)
  if (beyond.length === 0) return []
  const named = Array.from(
    groupBy(beyond, ({ of }) => of),
    ([of, members]) => {
      const values = concatenate(members.map((member) => member.values))
      return `${of} (${rangeBeyond(values, axis)})`
    },
  )
  const nouns = beyond.length === 1 ? noun : `${noun}s`
  return [`${START}${nameOfAxis(position)}: the ${nouns} of ${listInWords(named, MOST_NAMED)}.`]
}

const START = 'Beyond the '

/** Whether a note is one of these. */
export function isBeyondMiddlesNote(note: string): boolean {
  return (['x', 'y'] as const).some((position) =>
    note.startsWith(`${START}${nameOfAxis(position)}: the `),
  )
}
