import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { type Part, type Plan, partsOf } from '../plan.ts'
import { siteSettings } from '../siteSettings.ts'
import type { Job } from './engine.ts'
import { jobId, slurm } from './slurm.ts'

const PLAN: Plan = {
  ...{ format: 1, id: 'a', engine: 'slurm', shards: 7, report: 'compare_runs', cwd: '/x' },
  ...{ words: [], created_utc: '2026-01-01T00:00:00.000Z' },
  made_with: { version: '1', report_sha256: '', config: {}, config_sha256: '' },
}

function job(
  cluster: Readonly<Record<string, unknown>> = {},
  { gpus = 0, parts = partsOf(PLAN) }: { gpus?: number; parts?: readonly Part[] } = {},
): Job {
  const env = { output_root: null, cache_root: null, cache_limit: null, cluster }
  return { plan: PLAN, folder: '/x', parts, site: siteSettings({ env }), gpus }
}

/** The options of a batch script, without `#SBATCH`. */
function optionsOf(script: string | undefined): string[] {
  return [...String(script).matchAll(/^#SBATCH (.*)$/gm)].map(([, option = '']) => option)
}

test('the scripts are sound shell', () => {
  for (const script of Object.values(slurm.files(job()))) {
    expect(() => execFileSync('bash', ['-n'], { input: script })).not.toThrow()
  }
})

test('the shards are an array; the report is not left waiting for a shard that has failed', () => {
  const files = slurm.files(job())
  expect(optionsOf(files['shards.sbatch'])).toContain('--array=1-7')
  expect(optionsOf(files['report.sbatch'])).toContain('--kill-on-invalid-dep=yes')
  expect(slurm.commands(job())).toEqual([
    'sbatch --array=1,2,3,4,5,6,7 shards.sbatch',
    'sbatch --dependency=afterok:<job id of the shards> report.sbatch',
  ])
})

test('both may be put back into the queue, and go on with their log', () => {
  for (const script of Object.values(slurm.files(job()))) {
    expect(optionsOf(script)).toEqual(expect.arrayContaining(['--requeue', '--open-mode=append']))
  }
})

test('only shards that are not done are submitted again; without any, the report depends on nothing', () => {
  expect(slurm.commands(job({}, { parts: [2, 5, 'report'] }))[0]).toBe(
    'sbatch --array=2,5 shards.sbatch',
  )
  expect(slurm.commands(job({}, { parts: ['report'] }))).toEqual(['sbatch report.sbatch'])
})

test("the site's settings are options of both, GPUs of the shards alone", () => {
  const site = { memory: 16_000, time: 90, cores: 4, slurm: { partition: 'gpu', account: null } }
  const files = slurm.files(job(site, { gpus: 1 }))
  const common = ['--cpus-per-task=4', '--mem=16000M', '--time=90', '--partition=gpu']
  expect(optionsOf(files['report.sbatch'])).toEqual(expect.arrayContaining(common))
  expect(optionsOf(files['shards.sbatch'])).toEqual(
    expect.arrayContaining([...common, '--gres=gpu:1']),
  )
  expect(Object.values(files).join()).not.toContain('account')
  expect(optionsOf(files['report.sbatch']).join()).not.toContain('gres')
})

test('an option that takes no value is true; false and null leave it out', () => {
  const site = { slurm: { exclusive: true, 'spread-job': false, qos: null } }
  const written = optionsOf(slurm.files(job(site))['report.sbatch'])
  expect(written).toContain('--exclusive')
  expect(written.join()).not.toMatch(/spread-job|qos/)
})

test('what no batch script could hold is refused', () => {
  expect(() => job({ slurm: { partition: 'a b' } })).toThrow(
    'slurm.partition": expected one word without quotes',
  )
  expect(() => job({ setup: ['a\nb'] })).toThrow('setup": expected one line')
})

test("a job's id is the number in the last line that sbatch prints, and nothing else is taken for one", () => {
  expect(jobId('7\n')).toBe('7')
  expect(jobId('7;nikhef\n')).toBe('7')
  expect(jobId('Welcome to the cluster!\n\n  7\n')).toBe('7')
  for (const answer of ['', 'Submitted batch job 7', '7 8', '7\nGood luck!', '-7']) {
    expect(() => jobId(answer)).toThrow(`sbatch --parsable printed ${JSON.stringify(answer)}`)
  }
})

test.each(['array', 'output', 'mem', 'job-name', 'dependency', 'parsable'])(
  'the option %s, which the scripts set themselves, is refused',
  (option) => {
    expect(() => job({ slurm: { [option]: '9' } })).toThrow(
      `slurm.${option}": expected an option that thesis-report does not set itself`,
    )
  },
)

test('every option that the scripts set themselves is refused in the settings of the site', () => {
  const set = Object.values(slurm.files(job({}, { gpus: 1 }))).flatMap(optionsOf)
  for (const option of set.map((each) => /^--([\w-]+)/.exec(each)?.[1] ?? '')) {
    // A site may name its GPUs.
    if (option !== 'gres') expect(() => job({ slurm: { [option]: '1' } })).toThrow(option)
  }
})
