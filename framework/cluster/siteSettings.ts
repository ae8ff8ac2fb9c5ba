import * as v from 'valibot'
import { ReportError } from '../errors.ts'
import type { ReportConfig } from '../report/config/reportConfig.ts'
import { recordOf } from '../text/schema/recordOf.ts'
import { describeIssues } from '../text/schema/schemaIssues.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(1))
const Line = v.pipe(
  v.string(),
  v.check((text) => !/[\n\r]/.test(text), 'expected one line'),
)
/** The value of `--option=` in a batch script, where nothing can be quoted. */
const Word = v.pipe(
  v.string(),
  v.check((text) => /^[\w.,:;@%+=&|*!/[\]()-]+$/.test(text), 'expected one word without quotes'),
)
/** What the scripts set themselves, from the other settings or as they need it. */
const OWN_OPTIONS = [
  ...['array', 'cpus-per-task', 'dependency', 'error', 'job-name', 'kill-on-invalid-dep', 'mem'],
  ...['ntasks', 'open-mode', 'output', 'parsable', 'requeue', 'no-requeue', 'time', 'wait', 'wrap'],
  ...['chdir', 'test-only'],
]
const SlurmOption = v.pipe(
  v.string(),
  v.check((text) => /^[A-Za-z][\w-]*$/.test(text), 'expected a name of letters, digits, _ and -'),
  v.check(
    (text) => !OWN_OPTIONS.includes(text),
    'expected an option that thesis-report does not set itself, as time, memory and cores do',
  ),
)
/** Attributes that commands of the submit file set; names of attributes are the same in any case. */
const OWN_ATTRIBUTES =
  /^(?:Request(?:Cpus|Memory|Disk|Gpus)|Cmd|Args|Arguments|Iwd|Out|Err|UserLog)$/i
const AttributeName = v.pipe(
  v.string(),
  v.check((text) => /^[A-Za-z_]\w*$/.test(text), 'expected a name of letters, digits and _'),
  v.check(
    (text) => !OWN_ATTRIBUTES.test(text),
    'expected an attribute that thesis-report does not set itself, as memory, disk and cores do',
  ),
)

/** The section `env.cluster`. */
export const SiteSettings = v.strictObject({
  /** Minutes that each job may take. */
  time: v.optional(Count, 240),
  /** Megabytes of each job. */
  memory: v.optional(Count, 8000),
  /** Megabytes of scratch disk of each job; HTCondor alone asks. */
  disk: v.optional(Count, 8000),
  cores: v.optional(Count, 1),
  /** Of each shard; null: one where `inference.device` is a GPU. */
  gpus: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null),
  /** The command that starts Node.js on the nodes; null: the one that submits. */
  node: v.optional(v.nullable(Line), null),
  /** Lines of a shell before the job, such as `module load nodejs/20`. */
  setup: v.optional(v.array(Line), []),
  /** Options of `sbatch`, without their dashes; true: one without a value; null or false: not given. */
  slurm: v.optional(
    recordOf(v.nullable(v.union([Word, v.number(), v.boolean()])), SlurmOption),
    {},
  ),
  /** Attributes of the job, which submit files write as `+Name`; null: not given. */
  htcondor: v.optional(
    recordOf(v.nullable(v.union([Line, v.number(), v.boolean()])), AttributeName),
    {},
  ),
})

/** What a site wants of jobs: the section `env.cluster`. */
export type SiteSettings = Readonly<v.InferOutput<typeof SiteSettings>>

/**
 * The settings of the site, from `configs/env/<site>.yaml`.
 *
 * @throws {ReportError} CONFIG_VALUE_INVALID
 */
export function siteSettings({ env }: Pick<ReportConfig, 'env'>): SiteSettings {
  const checked = v.safeParse(SiteSettings, env.cluster ?? {})
  if (checked.success) return checked.output
  const problems = describeIssues(SiteSettings, checked.issues, {
    subject: 'Config key env.cluster:',
    remedy: (key) => `Override it with env.cluster.${key}=….`,
  })
  throw new ReportError('CONFIG_VALUE_INVALID', problems.join('\n'))
}

/** GPUs of each shard: asked for, or one where the models are to run on some. */
export function gpusPerShard({ gpus }: SiteSettings, { inference }: ReportConfig): number {
  if (gpus !== null) return gpus
  const { enabled, device = 'auto' } = inference
  return enabled && !['auto', 'cpu'].includes(String(device)) ? 1 : 0
}
