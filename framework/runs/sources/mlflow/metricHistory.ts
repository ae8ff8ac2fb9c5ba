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

  /** @param startTime of the run, milliseconds since 1970 */
  build(startTime: number | undefined): Series {
    const last = this.#value[this.#last]
    const isLastPoint = Object.is(last, this.#value.at(-1))
    return {
      step: new Float64Array(this.#step),
      value: new Float64Array(this.#value),
      ...(startTime !== undefined && {
        timeS: new Float64Array(this.#time).map((time) => (time - startTime) / 1000),
      }),
      ...(last !== undefined && !isLastPoint && { last }),
    }
  }

  /** MLflow's rule: the greatest step, of these the latest time, of these the greatest value. */
  #isLater(point: number, than: number): boolean {
    for (const axis of [this.#step, this.#time, this.#value]) {
      const [a, b] = [axis[point] as number, axis[than] as number]
      if (a !== b) return a > b
    }
    return false
  }
}
