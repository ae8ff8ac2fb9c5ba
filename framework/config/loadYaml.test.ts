import { describe, expect, it } from 'vitest'
import { loadYaml } from './loadYaml.ts'
import { parseYaml } from './parseYaml.ts'
import { hasRecordedCases, recordedCases, type TypedValue, typedTree } from './recordedCases.ts'

interface RecordedYaml {
  yaml: string
  env?: Record<string, string>
  typed?: TypedValue
  error?: string
}

describe.skipIf(!hasRecordedCases)('as OmegaConf was recorded', () => {
  it.each(recordedCases<RecordedYaml>('interpolation'))('$yaml', ({ yaml, env = {}, typed }) => {
    if (typed === undefined) {
      expect(() => loadYaml(yaml, { env })).toThrow(
        expect.objectContaining({
          code: expect.stringMatching(
            /^(YAML_INVALID|INTERPOLATION_INVALID|INTERPOLATION_FAILED)$/,
          ),
        }),
      )
    } else {
      expect(typedTree(parseYaml(yaml), env)).toEqual(typed)
    }
  })
})
