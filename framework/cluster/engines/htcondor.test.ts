import { expect, test } from 'vitest'
import {
  expandMacros,
  parseDag,
  parseSubmitFile,
  splitArguments,
} from '../../testing/files/htcondorFiles.ts'
import { type Plan, partsOf } from '../plan.ts'
import { siteSettings } from '../siteSettings.ts'
import type { Job } from './engine.ts'
import { htcondor } from './htcondor.ts'

const PLAN: Plan = {
  ...{ format: 1, id: 'a', engine: 'htcondor', shards: 2, report: 'compare_runs', cwd: '/x' },
  ...{ words: ['gates=["a b <= 1"]'], created_utc: '2026-01-01T00:00:00.000Z' },
  made_with: { version: '1', report_sha256: '', config: {}, config_sha256: '' },
}

function job(cluster: Readonly<Record<string, unknown>> = {}, gpus = 0): Job {
  const env = { output_root: null, cache_root: null, cache_limit: null, cluster }
  return { plan: PLAN, folder: '/x', parts: partsOf(PLAN), site: siteSettings({ env }), gpus }
}

test('each shard is a node that is tried again, and the report is the child of all', () => {
  const nodes = parseDag(String(htcondor.files(job())['report.dag']))
  expect(nodes.map(({ name, parents, retries }) => [name, parents, retries])).toEqual([
    ['shard1', [], 2],
    ['shard2', [], 2],
    ['report', ['shard1', 'shard2'], 2],
  ])
})

test('a DAG that is submitted again runs what is not done, whatever an earlier rescue file says', () => {
  const again: Job = { ...job(), parts: [2, 'report'] }
  const nodes = parseDag(String(htcondor.files(again)['report.dag']))
  expect(nodes.map(({ name, isDone }) => [name, isDone])).toEqual([
    ['shard1', true],
    ['shard2', false],
    ['report', false],
  ])
  expect(htcondor.commands(again)).toEqual(['condor_submit_dag -force report.dag'])
})

test('a node is given the plan and its part, and a log of its own', () => {
  const files = htcondor.files(job())
  const given = parseDag(String(files['report.dag'])).map(({ submitFile, macros }) => {
    const { commands } = parseSubmitFile(String(files[submitFile]))
    const expanded = (key: string) => expandMacros(commands.get(key) ?? '', macros)
    return [expanded('executable'), splitArguments(expanded('arguments')), expanded('output')]
  })
  expect(given).toEqual([
    ['job.sh', ['plan.json', '1'], 'logs/shard-1.log'],
    ['job.sh', ['plan.json', '2'], 'logs/shard-2.log'],
    ['job.sh', ['plan.json', 'report'], 'logs/report.log'],
  ])
})

test("attributes of the site are in ClassAds' own quotes", () => {
  const site = { UseOS: 'el9', Note: 'a "b" \\ c', Big: true, Rank: 2, Absent: null }
  const { attributes } = parseSubmitFile(
    String(htcondor.files(job({ htcondor: site }))['shard.sub']),
  )
  expect([...attributes]).toEqual([
    ['UseOS', '"el9"'],
    ['Note', '"a \\"b\\" \\\\ c"'],
    ['Big', 'true'],
    ['Rank', '2'],
  ])
})

test('a dollar in an attribute is no macro', () => {
  const files = htcondor.files(job({ htcondor: { Note: '$(HOME) $ENV(HOME) 5$' } }))
  const { attributes } = parseSubmitFile(String(files['shard.sub']))
  const note = attributes.get('Note') ?? ''
  expect(note).toBe('"$(DOLLAR)(HOME) $(DOLLAR)ENV(HOME) 5$(DOLLAR)"')
  expect(expandMacros(note, new Map([['DOLLAR', '$']]))).toBe('"$(HOME) $ENV(HOME) 5$"')
})

test('names of attributes are those of ClassAds', () => {
  for (const name of ['Job-Category', '1st', 'a b']) {
    expect(() => job({ htcondor: { [name]: 'x' } })).toThrow('expected a name of letters')
  }
})

test('an attribute that the submit file sets itself is refused', () => {
  expect(() => job({ htcondor: { requestMemory: 1 } })).toThrow(
    'htcondor.requestMemory": expected an attribute that thesis-report does not set itself',
  )
})

test('shards alone ask for GPUs', () => {
  const files = htcondor.files(job({}, 2))
  expect(parseSubmitFile(String(files['shard.sub'])).commands.get('request_gpus')).toBe('2')
  expect(parseSubmitFile(String(files['report.sub'])).commands.has('request_gpus')).toBe(false)
})

test('memory and disk are in the units that HTCondor reads', () => {
  const { commands } = parseSubmitFile(
    String(htcondor.files(job({ memory: 16_000, disk: 500, cores: 4 }))['shard.sub']),
  )
  expect(commands.get('request_memory')).toBe('16000 MB')
  expect(commands.get('request_disk')).toBe('500 MB')
  expect(commands.get('request_cpus')).toBe('4')
})
