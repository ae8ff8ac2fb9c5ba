import { BASELINE } from '../../inference/scores/eventScores.ts'
import type { ModelSummary, StrategySummary } from '../../inference/scores/modelSummary.ts'
import type { Figure } from '../../plots/figure.ts'
import {
  distributionShift,
  type ShiftedModel,
} from '../../plots/kinds/distributions/distributionShift.ts'
import { histogramGrid } from '../../plots/kinds/distributions/histogramGrid.ts'
import type { CountedSeries } from '../../plots/kinds/distributions/series.ts'
import type { ScaleChoice } from '../../plots/parts/axes/axes.ts'
import type { Palette } from '../../plots/parts/colours/palette.ts'
import type { InferredModel, Models } from '../models/inferredModels.ts'
import { anomalyScore, ERROR_TITLES } from './modelEstimates.ts'
import { strengthOf, sweptStrategies } from './strengthFigures.ts'

export interface DistributionLook {
  readonly palette: Palette
  readonly scale: ScaleChoice
}

/**
 * Whether signal and corruptions shift the error: the distribution of each group of models before and
 * after. Of models that were run on clean, unlabelled events only, a histogram each.
 */
export function errorDistributions(models: Models, { palette, scale }: DistributionLook): Figure {
  const title = `Reconstruction error (${ERROR_TITLES[anomalyScore(models[0].summary)]})`
  const shifted = models.map(shiftsOf)
  if (shifted.every(({ shifts }) => shifts.length === 0)) {
    const panels = models.map(({ name, curves }) => ({
      title: name,
      series: Object.entries(curves.histograms).map(([label, counted]) => ({
        name: label,
        ...counted,
      })),
    }))
    return histogramGrid(panels, { title, ...(scale !== 'auto' && { scale }) })
  }
  const hasClasses = models.some(({ curves }) => curves.classes !== undefined)
  const hasCorruptions = models.some(({ summary }) => Object.keys(summary.strategies).length > 0)
  const baselines = [
    ...(hasClasses ? ['background'] : []),
    ...(hasCorruptions ? ['events without corruption'] : []),
  ]
  const drawn = distributionShift(shifted, {
    title,
    baseline: baselines.join(' or '),
    scale,
    palette,
  })
  const hasWeaker = models.some(({ summary }) => weakerStrategies(summary).length > 0)
  const notes = hasWeaker ? ['Of a corruption at several strengths, the strongest is shown.'] : []
  return { ...drawn, notes: [...drawn.notes, ...notes] }
}

function shiftsOf({ name, group, summary, curves }: InferredModel): ShiftedModel<CountedSeries> {
  const { classes, histograms } = curves
  const clean = histograms[BASELINE]
  const weaker = weakerStrategies(summary)
  const corrupted = Object.entries(summary.strategies).flatMap(([label, strategy]) => {
    const counted = histograms[label]
    if (clean === undefined || counted === undefined || weaker.includes(strategy)) return []
    const [from, to] = [
      { name: BASELINE, ...clean },
      { name: label, ...counted },
    ]
    // With a space, so that it wraps where panels are narrow.
    return [{ name: label.replace('(', ' ('), from, to }]
  })
  const bySignal = classes && {
    name: 'signal',
    from: { name: 'background', ...classes.negative },
    to: { name: 'signal', ...classes.positive },
  }
  return { name, group, shifts: [...(bySignal ? [bySignal] : []), ...corrupted] }
}

/** The strategies of swept corruptions, without the strongest of each. */
function weakerStrategies(summary: ModelSummary): StrategySummary[] {
  return [...sweptStrategies(summary).values()].flatMap((strategies) =>
    strategies.toSorted((a, b) => strengthOf(a) - strengthOf(b)).slice(0, -1),
  )
}
