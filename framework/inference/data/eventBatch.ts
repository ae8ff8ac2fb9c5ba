/** The continuous features of a token, in the order of the data: E and pT in GeV, phi in radians. */
export const FEATURES = ['E', 'pT', 'eta', 'phi'] as const
export const N_FEATURES = FEATURES.length

/** How an event is laid out. */
export interface EventShape {
  /** Tokens (reconstructed objects) an event, padding included. */
  readonly nTokens: number
  /** Event-wise numbers, such as the missing transverse energy and its angle. */
  readonly nGlobals: number
}

/**
 * A batch of events in physical units, as the file has them. Arrays are in C order, have room for
 * `capacity` events and are filled for the first `nEvents`; whoever reads batches reuses them.
 */
export interface EventBatch extends EventShape {
  /** Index, within the split, of the batch's first event. */
  firstEvent: number
  nEvents: number
  readonly capacity: number
  /** [capacity, nTokens]: what each token is; 0 is padding. */
  readonly ids: Int32Array
  /** [capacity, nGlobals] */
  readonly globals: Float32Array
  /** [capacity, nTokens, 4]: E, pT, eta, phi. */
  readonly features: Float32Array
  /** [capacity]: 0 where the row held a NaN or an infinity; such an event is all padding here. */
  readonly isValid: Uint8Array
}

/** An empty batch with room for `capacity` events. */
export function createEventBatch({ nTokens, nGlobals }: EventShape, capacity: number): EventBatch {
  return {
    firstEvent: 0,
    nEvents: 0,
    nTokens,
    nGlobals,
    capacity,
    ids: new Int32Array(capacity * nTokens),
    globals: new Float32Array(capacity * nGlobals),
    features: new Float32Array(capacity * nTokens * N_FEATURES),
    isValid: new Uint8Array(capacity),
  }
}

/** Makes `into` equal to `from`; both must have the same shape and capacity. */
export function copyEventBatch(from: EventBatch, into: EventBatch): void {
  into.firstEvent = from.firstEvent
  into.nEvents = from.nEvents
  into.ids.set(from.ids)
  into.globals.set(from.globals)
  into.features.set(from.features)
  into.isValid.set(from.isValid)
}

/** The batch without the room that no event fills; its arrays are views of the same memory. */
export function filledPart(batch: EventBatch): EventBatch {
  const { nEvents, nTokens, nGlobals, ids, globals, features, isValid } = batch
  return {
    ...batch,
    capacity: nEvents,
    ids: ids.subarray(0, nEvents * nTokens),
    globals: globals.subarray(0, nEvents * nGlobals),
    features: features.subarray(0, nEvents * nTokens * N_FEATURES),
    isValid: isValid.subarray(0, nEvents),
  }
}
