import {
  addHistograms,
  onOneGrid,
  type ScoreHistogram,
} from '../../inference/classification/scoreHistogram.ts'
import type { Figure } from '../../plots/figure.ts'
import { histogramGrid } from '../../plots/kinds/distributions/histogramGrid.ts'
import { noteFigure } from '../../plots/parts/composeFigure.ts'
import { groupBy } from '../../tables/groupBy.ts'
import type { InferredModel, Models } from '../models/inferredModels.ts'

/** These fill a page. */
const MAX_PANELS = 24

/** Of cuts and scores where each task lacks one side. */
export const NO_TASK = 'There are no events of both signal and background.'

/**
 * How the score of signal is distributed for signal and for background: a panel for each task and group of
 * models, whose events are added up. Where there are more than fill a page, groups are chosen evenly from the
 * best to the worst by AUROC, and the figure says so.
 */
export function scoreDistributions(models: Models<'classification'>): Figure {
  const all = distinct(models, ({ curves }) => Object.keys(curves.histograms))
  const tasks = all.slice(0, MAX_PANELS)
  if (tasks.length === 0) {
    return noteFigure('histogramGrid', NO_TASK)
  }
  const groups = [...groupBy(models, ({ group }) => group)]
  const shown = spacedGroups(groups, Math.max(1, Math.floor(MAX_PANELS / tasks.length)))
  const titleOf = (task: string, group: string) =>
    [...(tasks.length > 1 ? [task] : []), ...(shown.length > 1 ? [group] : [])].join(': ') || task
  const panels = addedPanels(
    tasks.flatMap((task) =>
      shown.map(([group, members]) => ({
        title: titleOf(task, group),
        sides: members.flatMap(({ curves }) => curves.histograms[task] ?? []),
      })),
    ),
  )
  const figure = histogramGrid(
    panels.map(({ title, signal, background }) => ({
      title,
      series: [
        { name: 'background', ...background },
        { name: 'signal', ...signal },
      ],
    })),
    { title: 'Score of signal', baseline: 'background', limit: MAX_PANELS },
  )
  const isJoined = shown.some(([, members]) => members.length > 1)
  return {
    ...figure,
    caption: isJoined
      ? `${figure.caption} The events of a group's models are added up.`
      : figure.caption,
    notes: [
      ...figure.notes,
      ...leftOutNotes(groups.length, shown.length, all.length),
      ...beyondEdges(panels.flatMap(({ signal, background }) => [signal, background])),
    ],
  }
}

/** The names that models have, of classes or tasks, each once, in the order in which they first appear. */
export function distinct(
  models: Models<'classification'>,
  namesOf: (model: InferredModel<'classification'>) => readonly string[],
): string[] {
  return [...new Set(models.flatMap(namesOf))]
}

type Group = readonly [name: string, members: readonly InferredModel<'classification'>[]]

/** The groups, or so many of them, evenly from the best to the worst mean AUROC, in the order given. */
function spacedGroups(groups: readonly Group[], most: number): readonly Group[] {
  if (groups.length <= most) return groups
  const meanOf = ([, members]: Group) =>
    members.reduce((sum, { summary }) => sum + (summary.auroc ?? 0), 0) / members.length
  const ranked = groups.toSorted((a, b) => meanOf(b) - meanOf(a))
  const step = most > 1 ? (ranked.length - 1) / (most - 1) : 0
  const chosen = new Set(Array.from({ length: most }, (_, i) => ranked[Math.round(i * step)]))
  return groups.filter((group) => chosen.has(group))
}

interface Panel {
  readonly title: string
  readonly signal: ScoreHistogram
  readonly background: ScoreHistogram
}

/** Histograms of several models' sides added up, all panels in the same bins. */
function addedPanels(
  panels: readonly {
    title: string
    sides: readonly { signal: ScoreHistogram; background: ScoreHistogram }[]
  }[],
): Panel[] {
  const drawn = panels.filter(({ sides }) => sides.length > 0)
  const aligned = onOneGrid(
    drawn.flatMap(({ sides }) => sides.flatMap(({ signal, background }) => [signal, background])),
  ).values()
  return drawn.map(({ title, sides }) => {
    const taken = sides.map(() => [aligned.next().value, aligned.next().value] as const)
    const sumOf = (side: 0 | 1) => addHistograms(taken.flatMap((each) => each[side] ?? []))
    return { title, signal: sumOf(0), background: sumOf(1) }
  })
}

function leftOutNotes(nGroups: number, nShown: number, nTasks: number): string[] {
  const which =
    nShown === 1 ? 'the best by AUROC' : `${nShown}, evenly from the best to the worst by AUROC`
  return [
    ...(nShown < nGroups ? [`Of ${nGroups} groups of models, ${which}.`] : []),
    ...(nTasks > MAX_PANELS ? [`Of ${nTasks} tasks, the first ${MAX_PANELS}.`] : []),
  ]
}

/** How many events lie below or above the histograms' edges. */
function beyondEdges(histograms: readonly ScoreHistogram[]): string[] {
  const sum = (key: 'below' | 'above') =>
    // Sums of weights have many digits.
    Math.round(100 * histograms.reduce((total, histogram) => total + histogram[key], 0)) / 100
  const [below, above] = [sum('below'), sum('above')]
  if (below === 0 && above === 0) return []
  return [`Beyond the edges: ${below} events below, ${above} above, over all panels.`]
}
