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

  /** Axes of which no point has anything are left out. */
  build(): Series {
    return {
      step: new Float64Array(this.#step),
      value: new Float64Array(this.#value),
      ...(this.#epoch && { epoch: new Float64Array(this.#epoch) }),
      ...(this.#timeS && { timeS: new Float64Array(this.#timeS) }),
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
    for (const [name, builder] of this.#builders) {
      const series = builder.build()
      if (series.value.length > 0) metrics.set(name, series)
    }
    return metrics
  }
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
