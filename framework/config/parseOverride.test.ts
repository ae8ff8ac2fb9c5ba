import { describe, expect, it } from 'vitest'
import { expandSweep } from './expandSweep.ts'
import { type Override, parseOverrideText } from './overrides/overrideGrammar.ts'
import {
  OverrideDict,
  type OverrideValue,
  overrideText,
  QuotedString,
} from './overrides/overrideValue.ts'
import { overrideKind, parseOverride } from './parseOverride.ts'
import { hasRecordedCases, recordedCases, type TypedValue, typedScalar } from './recordedCases.ts'

interface RecordedOverride {
  input: string
  ok: boolean
  key: string
  package: string | null
  type: string
  value_kind: string
  typed: TypedValue | null
  value_string?: string
  sweep_strings?: string[]
  nondeterministic?: boolean
}

describe.skipIf(!hasRecordedCases)('as Hydra was recorded', () => {
  it.each(recordedCases<RecordedOverride>('overrides'))('$input', (recorded) => {
    if (!recorded.ok) {
      expect(() => parseOverride(recorded.input)).toThrow(
        expect.objectContaining({ code: 'OVERRIDE_INVALID' }),
      )
      return
    }
    const override = parseOverrideText(recorded.input)
    expect(override.key).toBe(recorded.key)
    expect(override.package ?? null).toBe(recorded.package)
    expect(override.type).toBe(recorded.type)
    expect(overrideKind(override)).toBe(recorded.value_kind)
    if (recorded.nondeterministic) return
    expect(typedOverride(override)).toEqual(recorded.typed)
    if (override.value !== undefined) {
      expect(overrideText(override.value)).toBe(recorded.value_string)
    }
    if (recorded.sweep_strings !== undefined) {
      const jobs = expandSweep([recorded.input]).map(([word = '']) => word)
      expect(jobs.map((word) => word.slice(word.indexOf('=') + 1))).toEqual(recorded.sweep_strings)
    }
  })
})

function typedOverride({ value, sweep }: Override): TypedValue | null {
  switch (sweep?.type) {
    case undefined:
      return value === undefined ? null : typedValue(value)
    case 'choice':
      return { t: 'choice_sweep', v: sweep.items.map(typedValue) }
    case 'range':
      return { t: 'range_sweep', v: [sweep.start, sweep.stop, sweep.step].map(typedScalar) }
    case 'interval':
      return { t: 'interval_sweep', v: [sweep.start, sweep.end].map(typedScalar) }
    case 'glob':
      return { t: 'glob_sweep' }
  }
}

function typedValue(value: OverrideValue): TypedValue {
  if (value instanceof QuotedString) {
    return { t: 'quoted', q: value.quote === "'" ? 'single' : 'double', v: value.text }
  }
  if (Array.isArray(value)) return { t: 'list', v: value.map(typedValue) }
  if (!(value instanceof OverrideDict)) return typedScalar(value)
  return {
    t: 'dict',
    v: value.entries().map(([key, item]) => [typedScalar(key), typedValue(item)]),
  }
}
