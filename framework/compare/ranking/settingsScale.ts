import { LOCATION } from '../../stats/intervals/location.ts'
import { type Scale, scaleOfMetric, scaleOfRuns } from '../groups/metricScale.ts'

/** How the settings of a metric are compared. */
export function scaleOfSettings(settings: readonly (readonly number[])[], metric: string): Scale {
  return scaleOfMetric(metric) ?? scaleOfRuns(settings.flat().map((value) => ({ value })))
}

/**
 * The values on the scale that arithmetic means rank by, with one spread for all settings: where ratios are compared,
 * as multiples of their setting's median, since a metric that spans decades has no spread in common on its own scale.
 * The median, since one bad run lifts a mean so far that it hides its own distance.
 *
 * @param settings the values of the runs of each setting that did not diverge
 */
export function asRanked(settings: readonly (readonly number[])[], scale: Scale): number[][] {
  return settings.map((values) => {
    const unit = scale === 'ratio' ? LOCATION.median(values.toSorted((a, b) => a - b)) : 1
    return values.map((value) => value / unit)
  })
}
