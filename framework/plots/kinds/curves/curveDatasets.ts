import type { MeanCurve } from '../../../compare/meanCurve.ts'
import type { TrainingCurve } from '../../../compare/trainingCurves.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { count } from '../../../text/counts.ts'
import type { FigureDataset } from '../../figure.ts'
import { type LinePlace, meanLines, runLines, withPoint } from './curveLines.ts'
import type { CurveSet } from './curveSets.ts'

/** What is drawn of the curves of a figure, and how. */
export interface CurveLook {
  /** Of the sets that have one. */
  readonly means: ReadonlyMap<CurveSet, MeanCurve>
  /** Which intervals of means are not drawn, and whether the others have edges; null for no intervals. */
  readonly band: { isHidden: (interval: MeanInterval) => boolean; hasEdges: boolean } | null
  /** The sets that are points among lines, and stand in front of them, which would cover them. */
  readonly points: readonly CurveSet[]
  /** The sets whose runs are drawn one by one. */
  readonly single: readonly CurveSet[]
  /** Before smoothing, by row; undefined where nothing is smoothed. */
  readonly raw: readonly TrainingCurve[] | undefined
  /** How many runs have no mean. */
  readonly nAlone: number
  /** Whether dashes say something: then those of single runs do too. */
  readonly hasDashes: boolean
  /** What the runs of a set have in common, a line each. */
  readonly settingOf: (row: number) => readonly string[]
}

/** The lines of all sets: means with their bands, then the runs, of each group after the other. */
export function curveDatasets(
  curveSets: readonly CurveSet[],
  place: LinePlace,
  look: CurveLook,
): FigureDataset[] {
  const lines = curveSets.filter((curveSet) => !look.points.includes(curveSet))
  return [look.points, lines].flatMap((members) => [
    ...members.flatMap((curveSet) => drawMean(curveSet, place, look)),
    ...members.flatMap((curveSet) => drawRuns(curveSet, place, look)),
  ])
}

function drawMean(curveSet: CurveSet, place: LinePlace, look: CurveLook): FigureDataset[] {
  const mean = look.means.get(curveSet)
  if (mean === undefined) return []
  const { curves } = curveSet
  const settings = look.settingOf(curves[0]?.row as number)
  const label = [`mean of ${count(curves.length, 'run')}`, ...settings].join('\n')
  return meanLines(curveSet, mean, place, look.band, label).map(withPoint)
}

function drawRuns(curveSet: CurveSet, place: LinePlace, look: CurveLook): FigureDataset[] {
  const { means, single, raw, nAlone, hasDashes } = look
  if (!single.includes(curveSet)) return []
  const behind = {
    ...curveSet,
    // The dash of the mean is enough to tell groups apart, and thin dashes over each other are not read.
    ...(!hasDashes && { dash: [] }),
    ...(raw && { curves: curveSet.curves.map(({ row }) => raw[row] as TrainingCurve) }),
  }
  if (means.has(curveSet)) return [runLines(behind, place, raw ? 'raw' : 'behind mean')]
  const line = withPoint(runLines(curveSet, place, nAlone))
  return raw ? [line, runLines(behind, place, 'raw')] : [line]
}
