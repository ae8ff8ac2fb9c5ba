import type { FigureDataset, FigurePoint, LegendItem } from '../../figure.ts'
import { LINE_PX } from '../../theme.ts'
import { joinLines, lineDataset } from '../composeFigure.ts'
import { BACKGROUND } from '../highlight.ts'

/** The lines of the other groups, behind the one that has the panel. */
export function otherLines(lines: readonly (readonly FigurePoint[])[]): FigureDataset {
  return lineDataset(joinLines(lines), { colour: BACKGROUND, width: LINE_PX.run })
}

/** What {@link otherLines} are. */
export const OTHER_GROUPS: LegendItem = {
  text: 'the other groups',
  symbol: 'line',
  colour: BACKGROUND,
}
