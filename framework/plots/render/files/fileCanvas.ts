/** The program that files say they were made with. */
export const PRODUCT = 'thesis-report'

/** What stands in a file beside its picture, for whoever finds the file alone. */
export interface FileMetadata {
  readonly title?: string
  /** The picture in words. */
  readonly description: string
  /** Where the picture comes from, such as the id of a report. */
  readonly source?: string
}

/** What the canvas of a file is made for. Lengths are CSS pixels. */
export interface FileCanvasOptions {
  readonly width: number
  readonly height: number
  /** CSS pixels of an inch on paper. */
  readonly pxPerInch: number
  readonly metadata: FileMetadata
  /** Whether the texts of an SVG stay text, instead of outlines of their letters. */
  readonly svgText: boolean
}

/** A canvas that ends as the bytes of a file, as Chart.js and chartjs-node-canvas use it. */
export interface FileCanvas {
  readonly width: number
  readonly height: number
  getContext(type: '2d'): unknown
  toBuffer(): Buffer
}
