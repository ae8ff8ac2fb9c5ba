import { realpathSync } from 'node:fs'
import { fillTemplate } from '../fillTemplate.ts'
import { partName, partsOf } from '../plan.ts'
import { askEngine, instructEngine } from './callEngine.ts'
import type { Engine, Job } from './engine.ts'

const DAG = 'report.dag'

/**
 * Files that an earlier submission of the DAG left are not an error, and its rescue file is set aside: that a
 * node was done there does not say that its results are still in the cache.
 */
const SUBMIT_OPTIONS = ['-force']

/**
 * A DAG: a node for each shard, and the report as their child. When it is submitted again, the nodes that are
 * done are marked.
 * https://htcondor.readthedocs.io/en/latest/automated-workflows/dagman-file-input-syntax.html
 */
export const htcondor: Engine = {
  files: (job) => {
    const shards = partsOf(job.plan).filter((part) => part !== 'report')
    const values = { cores: job.site.cores, memory_mb: job.site.memory, disk_mb: job.site.disk }
    const gpus = job.gpus > 0 ? [`request_gpus            = ${job.gpus}`] : []
    return {
      'shard.sub': fillTemplate('htcondor/part.sub', {
        ...values,
        options: [...gpus, ...attributes(job)],
      }),
      'report.sub': fillTemplate('htcondor/part.sub', { ...values, options: attributes(job) }),
      [DAG]: fillTemplate('htcondor/report.dag', {
        parents: shards.map(nodeName).join(' '),
        shards: shards.flatMap((shard) => [
          `JOB ${nodeName(shard)} shard.sub${job.parts.includes(shard) ? '' : ' DONE'}`,
          `VARS ${nodeName(shard)} part="${shard}" logname="${partName(shard)}"`,
          `RETRY ${nodeName(shard)} 2 UNLESS-EXIT 2`,
        ]),
      }),
    }
  },
  commands: () => [['condor_submit_dag', ...SUBMIT_OPTIONS, DAG].join(' ')],
  submit: async ({ folder }) => {
    const answer = await instructEngine('condor_submit_dag', [...SUBMIT_OPTIONS, DAG], folder)
    return [/submitted to cluster (\d+)/.exec(answer)?.[1] ?? ''].filter((id) => id !== '')
  },
  held: async (submission, folder) => {
    // DAGMan itself and its nodes run in the plan's folder.
    const places = [...new Set([folder, realpathSync(folder)])]
    const constraint = [
      ...places.map((place) => `Iwd == ${classAdValue(place)}`),
      ...(submission?.jobs ?? []).map((id) => `ClusterId == ${id}`),
    ].join(' || ')
    const words = ['-allusers', '-constraint', constraint, '-af', 'ClusterId']
    const answer = await askEngine('condor_q', words, folder)
    if (typeof answer !== 'string') return answer
    return answer.trim() === '' ? new Set() : 'all'
  },
}

/** Node names may hold neither a dot nor a plus. */
function nodeName(shard: number): string {
  return `shard${shard}`
}

/** Attributes of the job's ClassAd, in which strings stand in double quotes. */
function attributes({ site }: Job): string[] {
  return Object.entries(site.htcondor).flatMap(([name, value]) =>
    value === null ? [] : [`+${name.padEnd(22)} = ${literal(classAdValue(value))}`],
  )
}

function classAdValue(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value)
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** A dollar begins a macro in submit files, `$(HOME)` or `$ENV(HOME)`. */
function literal(text: string): string {
  return text.replaceAll('$', '$(DOLLAR)')
}
