import { describeValue, isRecord } from '../spec/describeValue.ts'
import type { InferComparisons } from '../spec/inferHook.ts'
import { findingsProblems } from './checkFindings.ts'
import { sentenceProblems } from './checkSentences.ts'
import { checkTables } from './checkTables.ts'
import type { Problem } from './problem.ts'

const HOOK = 'infer.compare'

/** Checks what `infer.compare` returned; wrong tables, findings and sentences are left out and reported. */
export function checkComparisons(result: unknown): {
  readonly result: Required<InferComparisons>
  readonly problems: readonly Problem[]
} {
  const isKnown = result === undefined || isRecord(result)
  const compared: InferComparisons = isRecord(result) ? result : {}
  const { tables, problems } = checkTables(HOOK, compared.tables)
  const wrong = {
    findings: findingsProblems(HOOK, compared.findings),
    methods: sentenceProblems(HOOK, 'methods', compared.methods),
    remarks: sentenceProblems(HOOK, 'remarks', compared.remarks),
  }
  const reason = `${HOOK} returned ${describeValue(result)}; expected { tables, findings, methods, remarks }.`
  return {
    result: {
      tables,
      findings: wrong.findings.length > 0 ? [] : (compared.findings ?? []),
      methods: wrong.methods.length > 0 ? [] : (compared.methods ?? []),
      remarks: wrong.remarks.length > 0 ? [] : (compared.remarks ?? []),
    },
    problems: [
      ...(isKnown ? [] : [{ leftOut: 'the comparisons', reason }]),
      ...problems,
      ...Object.values(wrong).flat(),
    ],
  }
}
