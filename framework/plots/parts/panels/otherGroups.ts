import type { FigureAxis, FigureDataset, FigurePoint, LegendItem } from '../../figure.ts'
import { LINE_PX } from '../../theme.ts'
import { joinLines, lineDataset } from '../composeFigure.ts'
import { BACKGROUND } from '../highlight.ts'
import { largestTriangles } from '../largestTriangles.ts'

/** Of a line that is only there to be compared with: every panel repeats it. */
const MOST_POINTS = 60

/** The lines of the other groups, if there are any, behind the one that has the panel, in fewer points. */
export function otherLines(
  lines: readonly (readonly FigurePoint[])[],
  y: Pick<FigureAxis, 'type'>,
): FigureDataset[] {
  if (lines.length === 0) return []
  const thinned = lines.map((line) => largestTriangles(line, MOST_POINTS, y))
  return [lineDataset(joinLines(thinned), { colour: BACKGROUND, width: LINE_PX.run })]
}

/** What {@link otherLines} are. */
export const OTHER_GROUPS: LegendItem = {
  text: 'the other groups',
  symbol: 'line',
  colour: BACKGROUND,
}
