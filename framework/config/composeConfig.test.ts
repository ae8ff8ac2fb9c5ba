import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ReportError } from '../errors.ts'
import { composeConfig, composeConfigTree } from './composeConfig.ts'
import { hasRecordedCases, recordedCases, type TypedValue, typedTree } from './recordedCases.ts'

let configDir: string

beforeEach(() => {
  configDir = mkdtempSync(path.join(tmpdir(), 'configs-'))
})

afterEach(() => rmSync(configDir, { recursive: true }))

function writeConfigs(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(configDir, file)), { recursive: true })
    writeFileSync(path.join(configDir, file), text)
  }
}

interface RecordedComposition {
  name: string
  files: Record<string, string>
  config_name: string
  overrides: string[]
  env?: Record<string, string>
  typed?: TypedValue
  missing?: string[]
  warnings?: string[]
  phase?: 'compose' | 'resolve'
}

describe.skipIf(!hasRecordedCases)('as Hydra was recorded', () => {
  it.each(recordedCases<RecordedComposition>('compose'))('$name: $overrides', (recorded) => {
    const { files, config_name: configName, overrides, env = {}, typed, phase } = recorded
    writeConfigs(files)
    const compose = () => composeConfigTree({ configDir, configName, overrides })
    if (phase === 'compose') {
      expect(compose).toThrow(ReportError)
      return
    }
    const { tree, missing, warnings } = compose()
    if (typed === undefined) {
      expect(() => composeConfig({ configDir, configName, overrides, env })).toThrow(ReportError)
      return
    }
    expect(typedTree(tree, env)).toEqual(typed)
    expect(missing).toEqual(recorded.missing ?? [])
    expect(warnings).toHaveLength(recorded.warnings?.length ?? 0)
  })
})
