import { axisOf } from '../reading/series.ts'
import type { Series } from '../source.ts'

/** Collects the points of a metric in the order in which they were logged. */
export class MetricHistory {
  readonly #step: number[] = []
  readonly #value: number[] = []
  /** Milliseconds since 1970. */
  readonly #time: number[] = []
  /** The point that MLflow takes for the last one. */
  #last = -1

  add(value: number, step: number, time: number): void {
    const point = this.#value.length
    this.#value.push(value)
    this.#step.push(step)
    this.#time.push(time)
    if (this.#last === -1 || this.#isLater(point, this.#last)) this.#last = point
  }

  /**
   * @param startTime of the run, milliseconds since 1970
   * @param beside another metric of the run
   */
  build(startTime: number | undefined, beside: Series | undefined): Series {
    const last = this.#value[this.#last]
    const isLastPoint = Object.is(last, this.#value.at(-1))
    return {
      step: axisOf(this.#step, beside?.step),
      value: new Float64Array(this.#value),
      ...(startTime !== undefined && {
        timeS: axisOf(
          this.#time.map((time) => (time - startTime) / 1000),
          beside?.timeS,
        ),
      }),
      ...(last !== undefined && !isLastPoint && { last }),
    }
  }

  /** MLflow's rule: the greatest step, of these the latest time, of these the greatest value. */
  #isLater(point: number, than: number): boolean {
    if (this.#step[point] !== this.#step[than]) return isAbove(this.#step, point, than)
    if (this.#time[point] !== this.#time[than]) return isAbove(this.#time, point, than)
    return isAbove(this.#value, point, than)
  }
}

function isAbove(axis: readonly number[], point: number, than: number): boolean {
  return (axis[point] as number) > (axis[than] as number)
}
