/** A place in a figure, in its pixels from the upper left. */
export interface Place {
  readonly x: number
  readonly y: number
}
