import { groupBy } from '../../../tables/groupBy.ts'
import { count } from '../../../text/counts.ts'
import { listInWords } from '../../../text/lists.ts'
import { formatAlike } from '../../../text/numbers/numberFormat.ts'
import type { FigureAxis } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { shownNames } from '../../parts/shownNames.ts'
import { fewerNote } from '../curves/curvesText.ts'
import type { StrengthCurve } from './strengthResponses.ts'

/** Models that a note names at one place. */
const MAX_NAMED = 3
/** Of a model's name in a note, which has whole lines. */
const MAX_NAME_LETTERS = 50

/** Where models of a group have no value that others have. */
interface Lack {
  readonly strength: number
  /** Whether they have none beyond that strength either. */
  readonly isToTheEnd: boolean
  readonly models: readonly StrengthCurve[]
}

/**
 * Which models have no value, and where, so that the mean of their group is over fewer of them, or is not drawn.
 *
 * @param y what values have a place on
 */
export function lackingModelsNote(
  curves: readonly StrengthCurve[],
  y: Pick<FigureAxis, 'type'>,
): string[] {
  const groups = [
    ...groupBy(curves, ({ group, corruption, facet }) =>
      JSON.stringify([group, corruption, facet]),
    ).values(),
  ].flatMap((models) => {
    const lacks = lacksOf(models, y)
    return lacks.length === 0 ? [] : [{ models, lacks }]
  })
  const lacks = groups.flatMap((each) => each.lacks)
  const shownAs = shownNames(curves.map(({ group }) => group))
  const modelAs = shownNames(
    lacks.flatMap(({ models }) => models.flatMap(({ name }) => name ?? [])),
    MAX_NAME_LETTERS,
  )
  const strengths = lacks.map(({ strength }) => strength)
  const texts = new Map(formatAlike(strengths).map((text, i) => [strengths[i], text]))
  const nPanels = new Set(curves.map(panelNameOf)).size
  const fewer = groups.map(({ models, lacks }) => {
    const places = lacks.map(
      (lack) =>
        `${lack.isToTheEnd ? 'from' : 'at'} ${texts.get(lack.strength)} without ` +
        membersInWords(lack.models, models.length, modelAs),
    )
    const [first] = models as [StrengthCurve]
    const panel = nPanels > 1 ? ` (${panelNameOf(first)})` : ''
    return `${shownAs(first.group)} ${places.join(', ')}${panel}`
  })
  return fewerNote(
    'models stand behind a mean, or there is none, where some have no value',
    fewer,
    nPanels > 1 ? undefined : 'strength',
  )
}

function panelNameOf({ facet, corruption }: StrengthCurve): string {
  return [facet ?? [], corruption].flat().join(', ')
}

/** By strength. */
function lacksOf(models: readonly StrengthCurve[], y: Pick<FigureAxis, 'type'>): Lack[] {
  const known = models.map(
    ({ points }) =>
      new Set(points.flatMap(({ strength, value }) => (isDrawable(value, y) ? [strength] : []))),
  )
  // Also those at which no model has a value: there all of them end.
  const all = [
    ...new Set(models.flatMap(({ points }) => points.map(({ strength }) => strength))),
  ].sort((a, b) => a - b)
  const tracks = models.map((model, i) => {
    const own = known[i] as Set<number>
    const rows = new Set(model.points.map(({ strength }) => strength))
    return {
      model,
      first: all.find((strength) => own.has(strength)) ?? Number.POSITIVE_INFINITY,
      last: all.findLast((strength) => own.has(strength)) ?? Number.NEGATIVE_INFINITY,
      // Between its points a model without a row at a strength has a value, as its line has.
      isHole: (strength: number) => rows.has(strength) && !own.has(strength),
    }
  })
  return all.flatMap((strength, i) => {
    const before = all[i - 1] ?? Number.NEGATIVE_INFINITY
    const ended = tracks.filter(({ last }) => last === before)
    const lacking = tracks.filter(
      ({ first, last, isHole }) => strength < last && (strength < first || isHole(strength)),
    )
    return [
      { strength, isToTheEnd: true, models: ended.map(({ model }) => model) },
      { strength, isToTheEnd: false, models: lacking.map(({ model }) => model) },
    ].filter(({ models }) => models.length > 0)
  })
}

/** `"a", "b" and 2 more`, or how many where they have no names. */
function membersInWords(
  models: readonly StrengthCurve[],
  total: number,
  shownAs: (name: string) => string,
): string {
  const names = models.flatMap(({ name }) => name ?? [])
  if (names.length < models.length) return `${models.length} of ${count(total, 'model')}`
  // They have commas of their own.
  return listInWords(
    names.map((name) => `"${shownAs(name)}"`),
    MAX_NAMED,
  )
}
