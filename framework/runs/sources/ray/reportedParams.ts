import { flatParams, jsonText } from '../reading/flatParams.ts'
import { withoutAddresses } from '../reading/pythonObjects.ts'
import type { Scalar } from '../source.ts'

/** The parameters that each report of a trial repeats. */
export class ReportedParams {
  /** Those of the last report. */
  last: ReadonlyMap<string, Scalar> | undefined
  #text = ''
  readonly #values = new Map<string, Scalar[]>()

  add(config: object): void {
    // Nearly all reports repeat those of the one before.
    const text = jsonText(config)
    if (text === this.#text) return
    this.#text = text
    this.last = withoutAddresses(flatParams(config))
    for (const [name, value] of this.last) {
      const values = this.#values.get(name)
      if (values === undefined) this.#values.set(name, [value])
      else if (!Object.is(values.at(-1), value)) values.push(value)
    }
  }

  /** Those of which several values were reported, with these in their order. */
  get changed(): ReadonlyMap<string, readonly Scalar[]> {
    return new Map([...this.#values].filter(([, values]) => values.length > 1))
  }
}
