import { COLUMNS } from '../../runs/runsTable.ts'
import { markdownTable } from './markdownTable.ts'
import { describedColumns, TABLES } from './tableColumns.ts'

/** Columns that only some runs tables have, and what those of parameters and metrics are called. */
const FURTHER = [
  ['`config_sha1`', 'where it is known'],
  [
    '`study`, `experiment`, `project`',
    'where runs are of several ([runs.md](runs.md#studies-experiments-projects))',
  ],
  [
    '`sampler`',
    'what chose the parameters, or which runs went on, by the results of other runs, such as Optuna; comparisons are then descriptive',
  ],
  ['`part`', 'of several runs in one job'],
  [
    '`diverged_to`',
    'of each diverged metric the value, in the same order: `NaN`, `Infinity` or `-Infinity`',
  ],
  [
    'parameters',
    "named and typed as the format has them: nested ones with dotted names (`model.width`), MLflow's as text; those of Hydra's jobs are shortened as in [facts.md](facts.md#parameters)",
  ],
  ['`<metric>`', "the last logged value, by the format's own rule"],
  [
    '`<metric>.best`, `<metric>.best_step`',
    'the best finite value, and the step of the first point that has it',
  ],
]

/** The tables of reports and what their columns hold. */
export function tablesReference(): string {
  return TABLES.map(({ file, about, columns }, at) => {
    const rows = columns.map(([names, what]) => [code(names), what])
    const isRuns = at === 0
    const table = markdownTable(['column', 'what'], isRuns ? [...rows, ...FURTHER] : rows)
    return `### ${file}\n\n${about}\n\n${table}\n${isRuns ? `\n${ofFacts(file)}\n` : ''}`
  }).join('\n')
}

function ofFacts(file: string): string {
  const described = describedColumns(file)
  const others = COLUMNS.filter((name) => !described.includes(name) && name !== 'config_sha1')
  return `Columns of facts: ${code(others.join(', '))}.`
}

function code(names: string): string {
  return names
    .split(', ')
    .map((name) => `\`${name}\``)
    .join(', ')
}
