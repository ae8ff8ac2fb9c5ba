import * as v from 'valibot'
import { PER_EPOCH } from '../tables/schemas/runsSchemas.ts'
import { TEXT, TEXTS } from '../text/checkOptions.ts'

/** Of all that is wrong with a call in this folder. */
export const CODE = 'COMPARISON_OPTION_INVALID'

export const BETTER = v.picklist(['lower', 'higher'])
export const METRIC_SCALE = v.picklist(['ratio', 'difference'])

/** What `compareGroups` and `compareParameters` have in common. */
export const COMPARED = {
  metric: TEXT,
  better: BETTER,
  parameters: TEXTS,
  seed: TEXT,
  // Which numbers make sense depends on the metric, and is said where that is known.
  margin: v.custom((value) => typeof value === 'number', 'expected a number'),
  sampler: TEXT,
  perEpoch: PER_EPOCH,
}
