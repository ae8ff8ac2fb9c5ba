import type { SKRSContext2D } from '@napi-rs/canvas'

/** What plugins draw on; a browser's context has all that they use of it. */
export type Context = SKRSContext2D
