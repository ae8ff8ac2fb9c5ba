import type { ColumnTable } from 'arquero'
import type { ReportFinding } from '../../../compare/findings/reportFinding.ts'
import { toCsv } from '../../../tables/csv.ts'
import { checkComparisons } from '../../hookResults/checkComparisons.ts'
import { checkSummary } from '../../hookResults/checkSummary.ts'
import { checkTables } from '../../hookResults/checkTables.ts'
import type { Problem } from '../../hookResults/problem.ts'
import type { Analyzed } from '../../spec/defineReport.ts'
import { describeValue, isPlainObject } from '../../spec/describeValue.ts'
import { fileNameProblem } from '../../spec/fileNames.ts'
import type { InferHook, InferOutcome } from '../../spec/inferHook.ts'
import type { DrawnFigure } from '../drawFigure.ts'

/** The results of the models as they stand in the report. */
export interface InferenceResults {
  /** Texts under `inference/`, by file name. */
  readonly files: ReadonlyMap<string, string>
  /** The tables of the CSV files among them, by file name. */
  readonly tables: ReadonlyMap<string, ColumnTable>
  /** Figures whose names were known only after the models had run. */
  readonly figures: readonly DrawnFigure[]
  /** What comparing them allows one to say, how that was done, and what is to be known of it. */
  readonly findings: readonly ReportFinding[]
  readonly methods: readonly string[]
  readonly remarks: readonly string[]
  /** What was wrong with summary, tables and figures, which were left out. */
  readonly problems: readonly Problem[]
}

/** Checks and draws a figure of the hook that is named. */
export type DrawInferred = (hook: string, name: string, figure: unknown) => Promise<DrawnFigure>

/**
 * What becomes of the models' results in files. Hours of computing are not lost to a slip in what is
 * made of them: what cannot be made is left out, and the rest stands.
 */
export async function inferenceResults(
  hook: InferHook<Analyzed>,
  context: Analyzed,
  outcome: InferOutcome<unknown>,
  draw: DrawInferred,
): Promise<InferenceResults> {
  const problems: Problem[] = []
  const attempt = async <T>(leftOut: string, make: () => T | Promise<T>) => {
    try {
      return await make()
    } catch (error) {
      problems.push({ leftOut, reason: (error as Error).message, error })
      return undefined
    }
  }
  const summary = await attempt('the summary', async () => {
    const checked = checkSummary('infer.summarize', await hook.summarize(context, outcome))
    problems.push(...checked.problems)
    return checked.problems.some(({ leftOut }) => leftOut === 'the summary')
      ? undefined
      : checked.summary
  })
  const compared = await attempt('the comparisons', async () => {
    const checked = checkComparisons(await hook.compare?.(context, outcome))
    problems.push(...checked.problems)
    return checked.result
  })
  const tables = await attempt('all tables', async () => {
    const checked = checkTables('infer', await hook.tables?.(context, outcome))
    problems.push(...checked.problems)
    return Object.entries(checked.tables)
  })
  const returned = await attempt('all figures', () => hook.figures?.(outcome) ?? {})
  const figures: DrawnFigure[] = []
  for (const [name, figure] of figuresByName(returned, problems)) {
    const drawn = await attempt(`the figure "${name}"`, () =>
      draw(`infer, for its figure "${name}",`, name, figure),
    )
    if (drawn) figures.push(drawn)
  }
  const made = new Map(
    [...(tables ?? []), ...Object.entries(compared?.tables ?? {})].map(
      ([name, table]): [string, ColumnTable] => [`${name}.csv`, table],
    ),
  )
  return {
    files: new Map([
      ['summary.json', `${JSON.stringify(summary ?? { failed: outcome.failed }, null, 2)}\n`],
      ...[...made].map(([name, table]): [string, string] => [name, toCsv(table)]),
    ]),
    tables: made,
    figures,
    findings: compared?.findings ?? [],
    methods: compared?.methods ?? [],
    remarks: compared?.remarks ?? [],
    problems,
  }
}

/** The figures that can be written under their names; what is wrong with the others is added. */
function figuresByName(figures: unknown, problems: Problem[]): [string, unknown][] {
  if (figures === undefined) return []
  if (!isPlainObject(figures)) {
    const reason = `infer returned "figures" that are ${describeValue(figures)}; expected an object of figures by name.`
    problems.push({ leftOut: 'all figures', reason })
    return []
  }
  return Object.entries(figures).filter(([name]) => {
    const what = fileNameProblem(name)
    if (what === undefined) return true
    const reason = `infer returned the figure ${JSON.stringify(name)}, which ${what}`
    problems.push({ leftOut: `the figure "${name}"`, reason })
    return false
  })
}
