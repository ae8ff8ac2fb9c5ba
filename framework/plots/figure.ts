import type { ChartDataset } from 'chart.js'
import type { Tick } from './parts/axes/ticks.ts'

/** The kinds of file that a figure is drawn as. */
export type FigureFormat = 'png' | 'svg' | 'pdf'

/**
 * A figure as plain JSON: a Chart.js configuration whose callbacks are names (`hydrate` resolves
 * them), and what this project's own plugins draw around and on top of it.
 */
export interface Figure extends Plot {
  /** Name of the function that made it, such as `lossVsTime`. */
  readonly kind: string
  /**
   * Small multiples in place of the figure's own plot, of which only the axes count then: they are what
   * panels share. How many stand side by side is decided when the figure is drawn, by its width.
   */
  readonly panels?: Panels
  /** No sections, no legend. */
  readonly legend: LegendSection[]
  /** Default `right` of the axes, but below them in narrow figures. */
  readonly legendSide?: 'right' | 'below'
  /** Of cells that are coloured by the number in them: the key that the legend has where some have no room for it. */
  readonly keyOfNumbers?: LegendSection
  readonly colourBar?: ColourBar
  /**
   * Width of the axes, or of those of each panel, over their height, where it has a meaning: 1 for shares
   * against shares. What is left of the paper stays white. Default: what the paper has room for.
   */
  readonly aspect?: number
  /** Of a figure without panels, whose rows make the height otherwise. */
  readonly size: FigureSize
  /** What the figure shows, for the text below it in a document. */
  readonly caption: string
  /** What a reader must know about the data, such as runs that could not be drawn; below the axes. */
  readonly notes: string[]
  /** The figure in words, for those who do not see it. */
  readonly alt: string
}

/** What stands on one pair of axes, in their coordinates. */
export interface Plot {
  readonly chart: FigureChart
  /** Boxes, bars, cells, whiskers and texts in data coordinates. */
  readonly marks: Mark[]
  /** Names of points, placed so that they cover neither points nor each other. */
  readonly labels: PointLabel[]
}

export interface Panels {
  /** In rows from the top left; with a `stack`, those of a panel follow each other. */
  readonly plots: Panel[]
  /** Directions in which panels have axes of their own, each with its tick labels. Default none. */
  readonly freeAxes?: ('x' | 'y')[]
  /** Panels in a row, where columns have a meaning. Default: what the width has room for. */
  readonly columns?: number
  /** Height of a panel in inches, where its rows of text need one. Default: by its width. */
  readonly plotInches?: number
  /**
   * Plots that stand below each other as one panel, by their heights in relation to each other. They
   * share a horizontal axis, and the first may have a title. Default: each plot is a panel.
   */
  readonly stack?: number[]
}

export interface Panel extends Plot {
  /** Above the panel; empty for none. */
  readonly title: string
}

export interface FigureSize {
  /** Inches, at the full width. */
  readonly height: number
  /** Whether narrower figures are also lower; not so where rows of text need their height. */
  readonly shrinks: boolean
  /** Rows at 0, 1, 2, … that may be left out where a height has no room for all. Default: none may. */
  readonly rows?: SpareRows
}

export interface SpareRows {
  /** What a row is, such as `run`. */
  readonly noun: string
  /** Rows that are kept before the others, such as those of means. The others are kept from the top. */
  readonly first?: number[]
}

export interface FigureChart {
  readonly type: 'scatter'
  readonly data: { datasets: FigureDataset[] }
  readonly options: { scales: { x: FigureAxis; y: FigureAxis } }
}

/** Chart.js's scatter dataset, as far as it is JSON (`null` stands for a gap in a line), and whose it is. */
export interface FigureDataset extends ChartPoints {
  /**
   * The runs behind the points, by their names in the column `run` (see `runKeys`): from each place on, the
   * points belong to its run. Left out where the points are of no single run, as means are.
   */
  readonly runs?: [from: number, run: string][]
  /** Whether the points are means or medians, which keep their marker beyond the axes. Default: they are not. */
  readonly isMiddle?: true
}

type ChartPoints = Pick<
  ChartDataset<'scatter', FigurePoint[]>,
  | 'data'
  | 'label'
  | 'borderColor'
  | 'backgroundColor'
  | 'borderWidth'
  | 'borderDash'
  | 'fill'
  | 'showLine'
  | 'pointRadius'
  | 'pointStyle'
  | 'pointRotation'
  | 'pointBorderColor'
  | 'pointBackgroundColor'
  | 'pointBorderWidth'
>

/** Shapes of markers: Chart.js's names, and `triangleDown`, which is on its tip. */
export type PointStyle =
  | 'circle'
  | 'rect'
  | 'triangle'
  | 'rectRot'
  | 'triangleDown'
  | 'crossRot'
  | 'cross'
  | 'star'

export interface FigurePoint {
  readonly x: number | null
  readonly y: number | null
}

/** A Chart.js scale whose callbacks are names; its ticks are worked out beforehand. */
export interface FigureAxis {
  readonly type: 'linear' | 'logarithmic'
  readonly display: boolean
  readonly position: 'left' | 'right' | 'bottom' | 'top'
  readonly reverse: boolean
  readonly min: number
  readonly max: number
  readonly title: { display: boolean; text: string }
  readonly afterBuildTicks: 'fixedTicks'
  readonly ticks: { callback: 'fixedLabels'; autoSkip: boolean; maxRotation: number }
  readonly fixedTicks: Tick[]
  /**
   * What stands along the axis: whole numbers, names, `values` that are ticks themselves, or numbers beside
   * which zero has a `break`. Default: any numbers. It says which ticks a part of the axis gets.
   */
  readonly places?: 'integers' | 'names' | 'values' | 'break'
  /** Along an axis of names on which not all are ticks, all of them. */
  readonly names?: readonly string[]
  /** Values beside which groups stand in lanes: what stands near one of them is of that value. */
  readonly lanesAt?: readonly number[]
  /** Light lines across the plot at the labelled ticks. */
  readonly gridLines: boolean
  /** Whether the axis itself is a line. Default true; panels have frames of their own. */
  readonly line?: boolean
}

/** Drawn in data coordinates; `behind` the datasets or, by default, over them. Some belong to a `run`. */
export type Mark = { behind?: boolean; run?: string } & (
  | {
      shape: 'rect'
      /** What it stands for, in lines, for who points at it: the axes have only the names of its place. */
      label?: string
      x: [number, number]
      y: [number, number]
      fill?: string
      stroke?: string
      /** Diagonal lines instead of a fill: there is no value here. */
      hatched?: boolean
    }
  | { shape: 'line'; points: [number, number][]; colour: string; width: number; dash?: number[] }
  | {
      shape: 'text'
      at: [number, number]
      text: string
      colour: string
      align: 'left' | 'center' | 'right'
      /** Pixels to the right and down. */
      offset?: [number, number]
      bold?: boolean
      /** On a white ground that keeps lines away from the letters. */
      backed?: boolean
      /** The room along the horizontal axis, in its units: longer texts are wrapped, then cut. */
      maxWidth?: number
      /** The same along the vertical axis, for texts with `shorter` ones. */
      maxHeight?: number
      /** Most lines, of which the last is at the offset. Default 1. */
      maxLines?: number
      /** Of a panel: in two lines, and different from those of the other panels where they are cut. */
      isTitle?: boolean
      /** Of names beside each other, such as those along an axis of its own: where cut, they stay different. */
      apartIn?: string
      /** Not written at all where it would have to be cut; `counted`, in a note. Default false. */
      optional?: boolean | 'counted'
      /**
       * Written in its place where it would have to be cut: the first that fits. Then text and these keep
       * their own lines, and their middle is at `at`.
       */
      shorter?: string[]
    }
)

export interface PointLabel {
  readonly x: number
  readonly y: number
  readonly text: string
  /** The run that the point is. */
  readonly run?: string
  /** Where the label must stay, in the coordinates of the axes. Default: within the axes. */
  readonly within?: { x: [number, number]; y: [number, number] }
  readonly colour: string
}

export interface LegendSection {
  readonly title: string
  /** Values in their order, drawn as one strip of their colours before the items. */
  readonly scale?: LegendStep[]
  readonly items: LegendItem[]
}

/** A value on a {@link LegendSection}'s strip, which begins with the smallest. */
export interface LegendStep {
  readonly colour: string
  /** Empty where a strip of many values has no label. */
  readonly text: string
  /** What stands for the number of runs, beside the text, where it differs between values. */
  readonly size?: string
}

export interface LegendItem {
  readonly text: string
  readonly symbol: 'line' | 'point' | 'box' | 'band' | 'none'
  readonly colour: string
  /** Of a box, where only its outline has the colour. Default: the colour. */
  readonly fill?: string
  readonly dash?: number[]
  /** Of a point, or on a line. */
  readonly pointStyle?: PointStyle
  /** Of a point: an outline on white. Default false. */
  readonly isHollow?: boolean
  /** The rows at 0, 1, 2, … that the number at the end of the text counts, where a height may leave rows out. */
  readonly rows?: number[]
}

export interface ColourBar {
  readonly title: string
  /** Of the runs, where no axis shows it: a page tells it of the run that is pointed at. */
  readonly column?: string
  readonly type: 'linear' | 'logarithmic'
  readonly min: number
  readonly max: number
  readonly ticks: Tick[]
  /** In figures of any width. Default: right of the axes, but below them in narrow figures. */
  readonly side?: 'right'
  /** Ends beyond which there are values, which have the colour of the end. */
  readonly openEnds?: ('low' | 'high')[]
}
