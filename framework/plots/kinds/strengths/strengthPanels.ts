import { groupBy } from '../../../tables/groupBy.ts'
import { extent } from '../../parts/axes/extent.ts'
import { compareNames } from '../../parts/colours/palette.ts'
import { facetWithin } from '../../parts/panels/facetMembers.ts'
import type { FacetAxes } from '../../parts/panels/facets.ts'
import { arePiledUp, callForPanels } from '../../parts/panels/pileUp.ts'
import type { StrengthCurve } from './strengthResponses.ts'

/** How curves stand in panels. */
export interface StrengthLayout {
  /** With the panels that they stand in. */
  readonly curves: readonly StrengthCurve[]
  /** Whether groups that cover each other have a panel each, with the others behind. */
  readonly byGroup: boolean
  /** Whether so many groups share a panel that intervals would hide each other. */
  readonly areMeansAlone: boolean
  readonly facetAxes: FacetAxes
}

/** Rows of panels that a page has room for. */
const MOST_ROWS = 8

/**
 * A panel for each corruption or, where curves of many groups pile up that name no panels, for each group: of
 * several corruptions, a row of panels.
 */
export function layOutStrengths(curves: readonly StrengthCurve[]): StrengthLayout {
  const nGroups = new Set(curves.map(({ group }) => group)).size
  const byCorruption = [...groupBy(curves, ({ corruption }) => corruption).values()]
  const isGiven = curves.some(({ facet }) => facet !== undefined)
  const inCorruptions: StrengthLayout = {
    curves: curves.map((curve) => ({
      ...curve,
      facet: facetWithin(curve.facet, curve.corruption),
    })),
    byGroup: false,
    areMeansAlone: false,
    facetAxes: 'free x',
  }
  const isPile = !isGiven && byCorruption.some(coverEachOther)
  if (!isPile) return inCorruptions
  const isGrid = byCorruption.length > 1
  if (!callForPanels(nGroups * byCorruption.length) || (isGrid && nGroups > MOST_ROWS)) {
    return { ...inCorruptions, areMeansAlone: true }
  }
  const sorted = curves.toSorted((a, b) => compareNames(a.group, b.group))
  return {
    curves: isGrid
      ? sorted.map((curve) => ({
          ...curve,
          facet: [`${curve.group} (n = ${sizeOf(curve, curves)})`, curve.corruption],
        }))
      : sorted,
    byGroup: true,
    areMeansAlone: false,
    facetAxes: areEqual(byCorruption.map(strengthsOf)) ? 'shared' : 'free x',
  }
}

/** Whether at more than half of the strengths the groups lie in each other's ranges. */
function coverEachOther(curves: readonly StrengthCurve[]): boolean {
  const strengths = groupBy(
    curves.flatMap(({ group, points }) => points.map((point) => ({ group, ...point }))),
    ({ strength }) => strength,
  )
  const piled = [...strengths.values()].filter((points) => {
    const groups = [...groupBy(points, ({ group }) => group).values()]
    const sets = groups.map((members) =>
      members.length > 1
        ? members.map(({ value }) => value)
        : members.flatMap(({ value, low, high }) => [value, low, high]),
    )
    return arePiledUp(sets)
  })
  return piled.length > strengths.size / 2
}

/** Models of the curve's group under its corruption. */
function sizeOf(curve: StrengthCurve, curves: readonly StrengthCurve[]): number {
  return curves.filter(
    ({ group, corruption }) => group === curve.group && corruption === curve.corruption,
  ).length
}

function strengthsOf(curves: readonly StrengthCurve[]): string {
  return extent(curves.flatMap(({ points }) => points.map(({ strength }) => strength))).join()
}

function areEqual(texts: readonly string[]): boolean {
  return new Set(texts).size === 1
}
