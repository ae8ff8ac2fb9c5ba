import * as v from 'valibot'

/**
 * A mapping of any names, each of whose values is an `item`. `v.record` drops the names `__proto__`,
 * `prototype` and `constructor` without a word, but metrics, runs and classes may be called so.
 *
 * @param name what each name must be. Default: any text
 */
export function recordOf<Item extends v.GenericSchema>(
  item: Item,
  name: v.GenericSchema<string, string> = v.string(),
) {
  const schema = v.record(name, item)
  const check: v.GenericSchema<unknown, object>['~run'] = (dataset, config) => {
    const input = dataset.value
    if (!isObject(input)) return schema['~run'](dataset, config)
    const members = Object.entries(input).map(([key, value]) => {
      const place = (
        origin: 'key' | 'value',
        issue: v.BaseIssue<unknown>,
      ): v.BaseIssue<unknown> => ({
        ...issue,
        path: [{ type: 'object', origin, input, key, value }, ...(issue.path ?? [])],
      })
      const ofName = name['~run']({ value: key }, config)
      const ofValue = item['~run']({ value }, config)
      const issues = [
        ...(ofName.issues ?? []).map((issue) => place('key', issue)),
        ...(ofValue.issues ?? []).map((issue) => place('value', issue)),
      ]
      return { entry: [key, ofValue.value] as const, issues }
    })
    const value = Object.fromEntries(members.map(({ entry }) => entry))
    const [first, ...others] = members.flatMap(({ issues }) => issues)
    return first === undefined
      ? { typed: true, value }
      : { typed: false, value, issues: [first, ...others] }
  }
  return { ...schema, '~run': check as (typeof schema)['~run'] }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
