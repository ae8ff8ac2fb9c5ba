import type { SKRSContext2D } from '@napi-rs/canvas'

/** What plugins draw on: the canvas of a file, or that of a page in a browser. */
export type Context = SKRSContext2D | CanvasRenderingContext2D
