import { distance } from 'fastest-levenshtein'
import { nearest } from '../../text/nearest.ts'
import type { Analysis } from '../spec/defineReport.ts'
import { describeValue, isRecord, isTable } from '../spec/describeValue.ts'
import { findingsProblems } from './checkFindings.ts'
import { latexProblems } from './checkLatex.ts'
import { checkOwnKeys } from './checkOwnKeys.ts'
import { runsProblem } from './checkRuns.ts'
import { sentenceProblems } from './checkSentences.ts'
import { checkSummary } from './checkSummary.ts'
import { checkTables } from './checkTables.ts'
import { type Problem, wrongResult } from './problem.ts'

/** Keys of an analysis that the framework reads; others pass to `plot` and `infer`. */
const ANALYSIS = ['runs', 'summary', 'tables', 'latex', 'findings', 'methods', 'remarks']

const BELONGS = '{ runs, tables, remarks, … }'

/**
 * Checks what `analyze` returned. Without a table of runs there is no report; misspelt keys, wrong
 * tables, facts and remarks are left out and reported, so that the rest stands.
 *
 * @param given what the hook was given. Default nothing
 * @throws {ReportError} HOOK_RESULT when there is no table of runs
 */
export function checkAnalysis(
  analyzed: unknown,
  given: object = {},
): {
  readonly result: Analysis
  readonly problems: readonly Problem[]
} {
  if (isTable(analyzed)) {
    throw wrongResult('analyze', 'a table', `it as the runs of an object: ${BELONGS}`)
  }
  if (!isRecord(analyzed)) throw wrongResult('analyze', describeValue(analyzed), BELONGS)
  const wrongRuns = runsProblem(analyzed.runs)
  if (wrongRuns !== undefined) {
    throw wrongResult(
      'analyze',
      `an object ${wrongRuns}`,
      'rows of the runs that it was given, such as { runs: selectRuns(runs, config.inputs.select) }, ' +
        'and other tables under "tables"',
    )
  }
  const { result, problems: wrongKeys } = checkOwnKeys('analyze', analyzed, {
    given: { ...given },
    known: ANALYSIS,
  })
  const { latex, ...analysis } = result as unknown as Analysis
  const { tables, problems } = checkTables('analyze', analysis.tables)
  const wrongLatex = latexProblems(latex, analysis.runs)
  const facts =
    analysis.summary === undefined ? undefined : checkSummary('analyze', analysis.summary)
  const wrongRemarks = sentenceProblems('analyze', 'remarks', analysis.remarks)
  const wrongMethods = sentenceProblems('analyze', 'methods', analysis.methods)
  const wrongFindings = findingsProblems('analyze', analysis.findings)
  return {
    result: {
      ...analysis,
      tables,
      remarks: wrongRemarks.length > 0 ? [] : (analysis.remarks ?? []),
      methods: wrongMethods.length > 0 ? [] : (analysis.methods ?? []),
      findings: wrongFindings.length > 0 ? [] : (analysis.findings ?? []),
      ...(facts && { summary: facts.summary }),
      ...(latex && wrongLatex.length === 0 && { latex }),
    },
    problems: [
      ...misspeltKeys(result),
      ...wrongKeys,
      ...problems,
      ...(facts?.problems ?? []),
      ...wrongLatex,
      ...wrongRemarks,
      ...wrongMethods,
      ...wrongFindings,
    ],
  }
}

/** Keys that are nearly one of the known ones, which was probably meant. */
function misspeltKeys(result: object): Problem[] {
  const absent = ANALYSIS.filter((key) => !(key in result))
  const own = Object.keys(result).filter((key) => !ANALYSIS.includes(key))
  return own.flatMap((key) => {
    // Beside the known key itself, only one letter less or more is a slip.
    const near = nearest(key, absent) ?? ANALYSIS.find((known) => distance(key, known) === 1)
    if (near === undefined) return []
    const reason =
      near in result
        ? `analyze returned a key "${key}" beside "${near}". Only "${near}" is written; give a key of your own another name.`
        : `analyze returned a key "${key}", which nothing reads. Did you mean "${near}"?`
    return [{ leftOut: `the key "${key}"`, reason }]
  })
}
