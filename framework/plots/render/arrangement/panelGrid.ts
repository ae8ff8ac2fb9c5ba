import { largest } from '../../parts/axes/extent.ts'
/** How panels stand on paper. Lengths are inches, if nothing else is said. */
export interface PanelGrid {
  readonly columns: number
  readonly rows: number
  /** Panels that there is room for on a page. */
  readonly shown: number
  /** Of a column, the gap to the next one included. */
  readonly columnInches: number
  /** Of a row, its title and the gap to the next one included. */
  readonly rowInches: number
  /** Of the plots of a panel, from the top; one where none stands below another. */
  readonly stackInches: number[]
  /** Between a panel and the next one, right of it. */
  readonly gapInches: number
  readonly titleInches: number
  /** Below a panel, for tick labels of its own. */
  readonly footInches: number
}

export interface GridRoom {
  /** Right of the vertical axis. */
  readonly plotInches: number
  /** All rows together; the most there may be unless `isFixed`. */
  readonly height: { inches: number; isFixed: boolean }
}

export interface GridContent {
  /** One for each panel. */
  readonly titles: readonly string[]
  readonly isFreeX: boolean
  readonly isFreeY: boolean
  /** Letters of the longest tick label beside a panel. */
  readonly labelLetters: number
  /** Height of a panel, without its title. Default: by its width. */
  readonly plotInches?: number | undefined
  /** Whether rows of text may be left out of a panel that is lower. Default false. */
  readonly sparesRows?: boolean
  /** Panels in a row that the figure asks for. */
  readonly columns?: number | undefined
  /** Plots that stand below each other in a panel; see `Panels`. */
  readonly stack?: readonly number[] | undefined
  /** Width of a panel's first plot over its height. */
  readonly aspect?: number | undefined
}

/** A panel as wide as this is read at ease; in narrow figures, less must do. */
const PANEL_INCHES = { usual: 1.6, narrow: 1.1, least: 0.75 }
/** Of a panel of rows of text: less holds too few of them, or bars that cannot be compared. */
const LIST_INCHES = { height: 0.8, width: 0.9 }
const NARROW_INCHES = 3
/** Panels beside each other need this much more where they have tick labels of their own. */
const LABELS_INCHES = 0.15
/** Between plots that stand below each other in a panel. */
export const STACK_GAP_INCHES = 0.08
const GAP_INCHES = { shared: 0.1, labelled: 0.5, perLetter: 0.065, most: 1.6 }
/** Height of a panel in relation to its width: single rows are higher, many rows lower. */
const ASPECT = { one: 1.15, few: 0.8, many: 0.72 }
const FEW_ROWS = 3
const ROW_INCHES = { least: 0.62, most: 2.4 }
const TITLE_INCHES = { none: 0.08, oneLine: 0.2, twoLines: 0.33 }
const FOOT_INCHES = 0.25
/** The share of a plot's width that may be lost for more columns, which make the figure lower. */
const MOST_LOSS = 0.02
/** Of titles that have room for as many, also of wide letters; and of those that usually have. */
const LETTERS_PER_INCH = { sure: 18, usual: 20 }

/** The columns and rows of panels that a width and a height have room for. */
export function panelGrid(content: GridContent, room: GridRoom): PanelGrid {
  const { stack = [1], aspect } = content
  const { plotInches, height } = room
  const stackGaps = (stack.length - 1) * STACK_GAP_INCHES
  const footInches = content.isFreeX ? FOOT_INCHES : 0
  const least = content.plotInches ?? ROW_INCHES.least * stack.length + stackGaps
  const rowsOf = (inches: number, titleInches: number = TITLE_INCHES.oneLine) =>
    Math.max(1, Math.floor(height.inches / (inches + titleInches + footInches)))
  const usual = columnsOf(content, plotInches, rowsOf(least))
  const lowest = content.sparesRows ? Math.min(least, LIST_INCHES.height) : least
  // Of one form, plots may be narrower than their column, and so is the room of their titles.
  const widthOf = ({ columnInches, gapInches, stackInches: [first = 0] }: PanelGrid) =>
    Math.min(columnInches - gapInches, first * (aspect ?? Number.POSITIVE_INFINITY))
  const gridOf = (columns: number) => {
    const grid = gridWith(columns, rowsOf(lowest), content, room)
    const titleInches = titleInchesOf(content.titles, widthOf(grid), LETTERS_PER_INCH.usual)
    return titleInches > grid.titleInches
      ? gridWith(columns, rowsOf(lowest, titleInches), content, room, titleInches)
      : grid
  }
  const grid = gridOf(usual)
  if (aspect === undefined || content.columns !== undefined) return grid
  // Where all rows are as high as the page, plots of one form are no smaller in more columns.
  return Array.from({ length: Math.max(0, densestColumns(plotInches) - usual) }, (_, i) =>
    gridOf(usual + 1 + i),
  ).reduce((best, each) => (widthOf(each) > (1 - MOST_LOSS) * widthOf(best) ? each : best), grid)
}

/** @param ofTitles inches of two lines, where the titles have less room than the column. Default: by its width */
function gridWith(
  columns: number,
  mostRows: number,
  { titles, isFreeX, isFreeY, stack = [1], ...content }: GridContent,
  { plotInches, height }: GridRoom,
  ofTitles?: number,
): PanelGrid {
  const stackGaps = (stack.length - 1) * STACK_GAP_INCHES
  const gapInches = isFreeY ? labelGap(content.labelLetters) : GAP_INCHES.shared
  const footInches = isFreeX ? FOOT_INCHES : 0
  const columnInches = (plotInches + gapInches) / columns
  const rows = Math.min(mostRows, Math.ceil(titles.length / columns))
  const panelInches = columnInches - gapInches
  const titleInches = ofTitles ?? titleInchesOf(titles, panelInches)
  const total = stack.reduce((sum, weight) => sum + weight, 0)
  const shares = stack.map((weight) => weight / total)
  const wanted =
    content.plotInches ??
    (content.aspect === undefined
      ? usualInches(panelInches, rows * stack.length) * stack.length
      : panelInches / content.aspect / (shares[0] as number)) + stackGaps
  const fitting = height.inches / rows
  const around = titleInches + footInches
  const rowInches = height.isFixed ? fitting : Math.min(fitting, wanted + around)
  const plots = rowInches - around - stackGaps
  return {
    columns,
    rows,
    shown: Math.min(titles.length, rows * columns),
    columnInches,
    rowInches,
    stackInches: shares.map((share) => share * plots),
    gapInches,
    titleInches,
    footInches,
  }
}

/** The height of a plot by its width and the number of rows. */
function usualInches(panelInches: number, rows: number): number {
  const aspect = ASPECT[rows === 1 ? 'one' : rows <= FEW_ROWS ? 'few' : 'many']
  return Math.min(ROW_INCHES.most, Math.max(ROW_INCHES.least, panelInches * aspect))
}

/** Room for the tick labels of the next panel. */
function labelGap(letters: number): number {
  const wanted = letters * GAP_INCHES.perLetter + GAP_INCHES.shared
  return Math.min(GAP_INCHES.most, Math.max(GAP_INCHES.labelled, wanted))
}

/** As many as are read at ease, in even rows; more where they would not fit a page. */
function columnsOf(
  { titles: { length: n }, columns, isFreeY, labelLetters, sparesRows = false }: GridContent,
  plotInches: number,
  mostRows: number,
): number {
  const densest = sparesRows
    ? Math.max(
        1,
        Math.floor(plotInches / (LIST_INCHES.width + (isFreeY ? labelGap(labelLetters) : 0))),
      )
    : densestColumns(plotInches)
  if (columns !== undefined && columns <= densest) return columns
  const usual = plotInches < NARROW_INCHES ? PANEL_INCHES.narrow : PANEL_INCHES.usual
  const most = Math.floor(
    plotInches /
      (usual + (isFreeY ? LABELS_INCHES + labelGap(labelLetters) - GAP_INCHES.labelled : 0)),
  )
  const columnsAtMost = Math.min(densest, Math.max(1, most, Math.ceil(n / mostRows)))
  const even = Math.ceil(n / Math.ceil(n / columnsAtMost))
  return Math.ceil(n / even) > mostRows ? columnsAtMost : even
}

function densestColumns(plotInches: number): number {
  return Math.max(1, Math.floor(plotInches / PANEL_INCHES.least))
}

function titleInchesOf(
  titles: readonly string[],
  panelInches: number,
  lettersPerInch = LETTERS_PER_INCH.sure,
): number {
  const longest = largest(titles.map((title) => title.length))
  if (longest === 0) return TITLE_INCHES.none
  return longest > panelInches * lettersPerInch ? TITLE_INCHES.twoLines : TITLE_INCHES.oneLine
}
