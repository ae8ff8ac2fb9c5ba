import { ReportError } from '../../errors.ts'
import { firstLine } from '../../text/shorten.ts'
import type { TensorParts } from './modelInputs.ts'

/** What ONNX Runtime says of an index that a table of weights, such as an embedding, has no row for. */
const BEYOND_TABLE =
  /idx=(?<index>-?\d+) must be within the inclusive range \[-?\d+, ?(?<last>\d+)\]/

/**
 * Why a model failed over a batch: by the event and the id that its embedding does not have, where it is that; else by
 * what the runtime says.
 *
 * @param fed what the model was given
 * @param firstEvent the index of the first event in it; undefined where it is not known
 */
export function runFailure(
  path: string,
  cause: unknown,
  fed: readonly TensorParts[],
  firstEvent: number | undefined,
): ReportError {
  const reason = firstLine(cause)
  const { index, last } = BEYOND_TABLE.exec(reason)?.groups ?? {}
  const event = index === undefined ? undefined : eventWith(index, fed)
  if (event === undefined) {
    return new ReportError('MODEL_RUN_FAILED', `${path} failed: ${reason}`, { cause })
  }
  const which = firstEvent === undefined ? 'an event' : `event ${firstEvent + event}`
  return new ReportError(
    'MODEL_RUN_FAILED',
    `${path} has an embedding of the ids from 0 to ${last}, but ${which} has the id ${index}. Run it over data with ` +
      'the ids that it was trained on.',
    { cause },
  )
}

/** The place within the batch of the first event that has an integer among its inputs. */
function eventWith(integer: string, fed: readonly TensorParts[]): number | undefined {
  for (const { data, dims } of fed) {
    const place = placeIn(data, integer)
    const perEvent = dims.slice(1).reduce((product, dim) => product * dim, 1)
    if (place >= 0) return Math.floor(place / perEvent)
  }
  return undefined
}

function placeIn(data: TensorParts['data'], integer: string): number {
  if (data instanceof BigInt64Array) return data.indexOf(BigInt(integer))
  return data instanceof Int32Array ? data.indexOf(Number(integer)) : -1
}
