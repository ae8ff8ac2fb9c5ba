import * as v from 'valibot'

// Schemas of what a source gives of a run that a `run_record.json` gives too.

/** Valibot's own takes no NaN, which metrics are where a run diverged. */
export const AnyNumber = v.custom<number>((value) => typeof value === 'number', 'expected a number')

export const Status = v.picklist(['finished', 'failed', 'running', 'pruned', 'unknown'])

/** Which values of a metric are better. */
export const MetricGoal = v.picklist(['min', 'max'])

export const CollectionKind = v.picklist(['study', 'experiment', 'project'])
