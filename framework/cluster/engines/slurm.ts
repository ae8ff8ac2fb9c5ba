import { realpathSync, statSync } from 'node:fs'
import { ReportError } from '../../errors.ts'
import { fillTemplate } from '../fillTemplate.ts'
import type { Part } from '../plan.ts'
import { askEngine, instructEngine, runEngineCommand } from './callEngine.ts'
import type { Engine, Job } from './engine.ts'

/** An array of shards, and the report that depends on it. https://slurm.schedmd.com/sbatch.html */
export const slurm: Engine = {
  files: (job) => ({
    'shards.sbatch': fillTemplate('slurm/shards.sbatch', {
      ...resources(job),
      array: `1-${job.plan.shards}`,
      options: [...options(job), ...(job.gpus > 0 ? [`#SBATCH --gres=gpu:${job.gpus}`] : [])],
    }),
    'report.sbatch': fillTemplate('slurm/report.sbatch', {
      ...resources(job),
      options: options(job),
    }),
  }),
  commands: (job) => [
    ...(shardsOf(job).length > 0 ? [`sbatch ${arrayOf(job)} shards.sbatch`] : []),
    shardsOf(job).length > 0
      ? 'sbatch --dependency=afterok:<job id of the shards> report.sbatch'
      : 'sbatch report.sbatch',
  ],
  submit: async (job) => {
    const { folder } = job
    const sbatch = async (...words: string[]) => {
      return jobId(await instructEngine('sbatch', ['--parsable', ...words], folder))
    }
    if (shardsOf(job).length === 0) return [await sbatch('report.sbatch')]
    const shards = await sbatch(arrayOf(job), 'shards.sbatch')
    try {
      return [shards, await sbatch(`--dependency=afterok:${shards}`, 'report.sbatch')]
    } catch (error) {
      await runEngineCommand('scancel', [shards], folder)
      throw error
    }
  },
  held: async (submission, folder) => {
    // One line for each task of an array: its job, its index, N/A for a job that is not an array, and its folder.
    const words = ['--noheader', '--array', `--user=${statSync(folder).uid}`, '--format=%F %K %Z']
    const answer = await askEngine('squeue', words, folder)
    if (typeof answer !== 'string') return answer
    const own = new Set(submission?.jobs)
    const here = new Set([folder, realpathSync(folder)])
    const held = answer.split('\n').flatMap((line): Part[] => {
      const [, job = '', task = '', place = ''] = /^(\S+) (\S+) ?(.*)$/.exec(line.trim()) ?? []
      if (!own.has(job) && !here.has(place)) return []
      return [Number.parseInt(task, 10) || 'report']
    })
    return new Set(held)
  },
}

/**
 * The id that `sbatch --parsable` prints in its last line, `<id>` or `<id>;<cluster>`; a site's wrapper may
 * print others before.
 *
 * @throws {ReportError} SUBMIT_FAILED where there is none
 */
export function jobId(answer: string): string {
  const last = answer.trim().split('\n').at(-1) ?? ''
  const id = /^(\d+)(?:;\S+)?$/.exec(last.trim())?.[1]
  if (id !== undefined) return id
  throw new ReportError(
    'SUBMIT_FAILED',
    `sbatch --parsable printed ${JSON.stringify(answer.trim())}, expected the id of a job in the last line. ` +
      'Whether the job was submitted is not known: see squeue.',
  )
}

function resources({ site }: Job) {
  return { cores: site.cores, memory_mb: site.memory, minutes: site.time }
}

function options({ site }: Job): string[] {
  return Object.entries(site.slurm).flatMap(([name, value]) => {
    if (value === null || value === false) return []
    return [value === true ? `#SBATCH --${name}` : `#SBATCH --${name}=${value}`]
  })
}

function shardsOf({ parts }: Job): Part[] {
  return parts.filter((part) => part !== 'report')
}

function arrayOf(job: Job): string {
  return `--array=${shardsOf(job).join(',')}`
}
