import type { Series } from '../source.ts'

/** Where a point stands; NaN or absent where the format does not say. */
export interface Position {
  readonly step?: number
  readonly epoch?: number
  readonly timeS?: number
}

/** Collects the points of one metric in the order of the file. */
export class SeriesBuilder {
  readonly #step: number[] = []
  readonly #value: number[] = []
  // Most files have no time and many no epoch: what is not there takes no memory.
  #epoch: number[] | undefined
  #timeS: number[] | undefined

  add(value: number, step = Number.NaN, epoch = Number.NaN, timeS = Number.NaN): void {
    if (this.#epoch !== undefined || !Number.isNaN(epoch)) {
      this.#epoch ??= this.#value.map(() => Number.NaN)
      this.#epoch.push(epoch)
    }
    if (this.#timeS !== undefined || !Number.isNaN(timeS)) {
      this.#timeS ??= this.#value.map(() => Number.NaN)
      this.#timeS.push(timeS)
    }
    this.#value.push(value)
    this.#step.push(step)
  }

  get length(): number {
    return this.#value.length
  }

  /** Takes the step from the last point where it is 0. */
  dropLastZero(): void {
    if (this.#step.at(-1) === 0) this.#step[this.#step.length - 1] = Number.NaN
  }

  /**
   * Axes of which no point has anything are left out.
   *
   * @param beside another metric of the run, whose axes this one has where they are the same
   */
  build(beside?: Series): Series {
    return {
      step: axisOf(this.#step, beside?.step),
      value: new Float64Array(this.#value),
      ...(this.#epoch && { epoch: axisOf(this.#epoch, beside?.epoch) }),
      ...(this.#timeS && { timeS: axisOf(this.#timeS, beside?.timeS) }),
    }
  }
}

/** Collects the points of many metrics. */
export class MetricsBuilder {
  readonly #builders = new Map<string, SeriesBuilder>()

  add(metric: string, value: number, { step, epoch, timeS }: Position = {}): void {
    this.metric(metric).add(value, step, epoch, timeS)
  }

  /** The builder of one metric; a metric without points does not show in the result. */
  metric(name: string): SeriesBuilder {
    let builder = this.#builders.get(name)
    if (builder === undefined) {
      builder = new SeriesBuilder()
      this.#builders.set(name, builder)
    }
    return builder
  }

  build(): Map<string, Series> {
    const metrics = new Map<string, Series>()
    let beside: Series | undefined
    for (const [name, builder] of this.#builders) {
      const series = builder.build(beside)
      if (series.value.length === 0) continue
      metrics.set(name, series)
      beside = series
    }
    return metrics
  }
}

/**
 * The numbers of an axis, in one array for all metrics that were logged together: thousands of runs
 * take less memory, and are compared and tabulated faster.
 */
export function axisOf(numbers: readonly number[], known: Float64Array | undefined): Float64Array {
  const isKnown =
    known?.length === numbers.length && numbers.every((each, at) => Object.is(each, known[at]))
  return isKnown ? known : new Float64Array(numbers)
}

/** How often a metric's step is smaller than at the point before, as after a restart; the most of any. */
export function countRestarts(metrics: ReadonlyMap<string, Series>): number {
  let most = 0
  for (const { step } of metrics.values()) {
    let back = 0
    for (let point = 1; point < step.length; point++) {
      if ((step[point] as number) < (step[point - 1] as number)) back += 1
    }
    most = Math.max(most, back)
  }
  return most
}
