import { MAX_METRICS } from '../reading/mergedMetrics.ts'
import { readMessage, readNested, type TakeField } from '../reading/protobuf.ts'
import { SeriesBuilder } from '../reading/series.ts'
import type { Scalar, Series } from '../source.ts'
import {
  EVENT,
  HPARAMS_PLUGIN,
  PLUGIN_DATA,
  SCALARS_PLUGIN,
  SUMMARY,
  SUMMARY_METADATA,
  SUMMARY_VALUE,
} from './format.ts'
import { readHparams } from './hparams.ts'
import { scalarOfTensor } from './scalarTensor.ts'

/** Collects scalars and hyperparameters from the events of a run. */
export class EventReader {
  readonly params = new Map<string, Scalar>()
  /** The earliest wall time, seconds since 1970; NaN before the first event. */
  startedAtS = Number.NaN
  readonly #series = new Map<string, { builder: SeriesBuilder; wallTimes: number[] }>()
  /** The first event of a tag may be the only one that names its plugin. */
  readonly #plugins = new Map<string, string>()
  #hasTooManyTags = false
  /** Whether the file that is being read has hyperparameters, and how many points of each tag came before it. */
  #hasSession = false
  #lengths = new Map<string, number>()
  // The event and the value in it that are being read.
  #wallTime = Number.NaN
  #step = 0
  #summary: Uint8Array | undefined
  #tag = ''
  #value: number | undefined
  #tensor: Uint8Array | undefined
  #metadata: Uint8Array | undefined

  /** Whether metrics were left out because there are more than any trainer logs. */
  get hasTooManyTags(): boolean {
    return this.#hasTooManyTags
  }

  beginFile(): void {
    this.#hasSession = false
    this.#lengths = new Map(Array.from(this.#series, ([tag, { builder }]) => [tag, builder.length]))
  }

  /**
   * `add_hparams` of PyTorch puts its session into a file of its own beside the run's where it is told to
   * (`run_name='.'`): what was measured in the end, with the step 0 where the caller gave none, which is no place in
   * the course of the run.
   */
  endFile(): void {
    if (!this.#hasSession || this.#lengths.size === 0) return
    const added = [...this.#series].filter(
      ([tag, { builder }]) => builder.length > (this.#lengths.get(tag) ?? 0),
    )
    const isSession = added.every(
      ([tag, { builder }]) => builder.length === (this.#lengths.get(tag) ?? 0) + 1,
    )
    if (isSession) for (const [, { builder }] of added) builder.dropLastZero()
  }

  /** @throws {ReportError} RUN_UNUSABLE where the data are not an event */
  take(event: Uint8Array): void {
    this.#wallTime = Number.NaN
    this.#step = 0
    this.#summary = undefined
    readMessage(event, this.#takeEventField)
    if (this.#summary !== undefined) readMessage(this.#summary, this.#takeSummaryField)
  }

  build(): Map<string, Series> {
    return new Map(
      Array.from(this.#series, ([tag, { builder, wallTimes }]) => {
        const timeS = Float64Array.from(wallTimes, (wallTime) => wallTime - this.startedAtS)
        return [tag, { ...builder.build(), timeS }]
      }),
    )
  }

  // The fields that each event has are taken by functions that are made once: that is twice as fast.

  readonly #takeEventField: TakeField = (tag, reader) => {
    if (tag === EVENT.wallTime) {
      this.#wallTime = reader.double()
      if (!(this.#wallTime >= this.startedAtS)) this.startedAtS = this.#wallTime
    } else if (tag === EVENT.step) {
      this.#step = Number(reader.int64())
    } else if (tag === EVENT.summary) {
      this.#summary = reader.bytes()
    } else {
      return false
    }
    return true
  }

  readonly #takeSummaryField: TakeField = (tag, reader) => {
    if (tag !== SUMMARY.value) return false
    this.#tag = ''
    this.#value = undefined
    this.#tensor = undefined
    this.#metadata = undefined
    readNested(reader, this.#takeValueField)
    this.#endValue()
    return true
  }

  readonly #takeValueField: TakeField = (tag, reader) => {
    if (tag === SUMMARY_VALUE.tag) this.#tag = reader.string()
    else if (tag === SUMMARY_VALUE.simpleValue) this.#value = reader.float()
    else if (tag === SUMMARY_VALUE.tensor) this.#tensor = reader.bytes()
    else if (tag === SUMMARY_VALUE.metadata) this.#metadata = reader.bytes()
    else return false
    return true
  }

  #endValue(): void {
    if (this.#metadata !== undefined) this.#takeMetadata(this.#tag, this.#metadata)
    let value = this.#value
    if (this.#tensor !== undefined && value === undefined) {
      const plugin = this.#plugins.get(this.#tag) ?? ''
      if (plugin === '' || plugin === SCALARS_PLUGIN) value = scalarOfTensor(this.#tensor)
    }
    if (value !== undefined) this.#add(this.#tag, value)
  }

  #takeMetadata(name: string, metadata: Uint8Array): void {
    readMessage(metadata, (tag, reader) => {
      if (tag !== SUMMARY_METADATA.pluginData) return false
      let plugin = ''
      let content: Uint8Array | undefined
      readNested(reader, (dataTag, data) => {
        if (dataTag === PLUGIN_DATA.pluginName) plugin = data.string()
        else if (dataTag === PLUGIN_DATA.content) content = data.bytes()
        else return false
        return true
      })
      if (!this.#plugins.has(name)) this.#plugins.set(name, plugin)
      if (plugin === HPARAMS_PLUGIN && content !== undefined) {
        this.#hasSession = true
        readHparams(content, (param, value) => this.params.set(param, value))
      }
      return true
    })
  }

  #add(name: string, value: number): void {
    let series = this.#series.get(name)
    if (series === undefined) {
      if (this.#series.size >= MAX_METRICS) {
        this.#hasTooManyTags = true
        return
      }
      series = { builder: new SeriesBuilder(), wallTimes: [] }
      this.#series.set(name, series)
    }
    series.builder.add(value, this.#step)
    series.wallTimes.push(this.#wallTime)
  }
}
