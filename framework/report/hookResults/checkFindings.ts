import * as v from 'valibot'
import { keyPart } from '../../compare/findings/reportFinding.ts'
import { recordOf } from '../../text/schema/recordOf.ts'
import { describeValue, isRecord } from '../spec/describeValue.ts'
import type { Problem } from './problem.ts'

const FindingSchema = v.object({
  key: v.pipe(v.string(), v.nonEmpty()),
  sentence: v.pipe(v.string(), v.nonEmpty()),
  // To `record`, an array is one too.
  values: v.pipe(v.unknown(), v.check(isRecord), recordOf(v.number())),
})

/** What is wrong with the findings that a hook returned: they are left out together, since keys refer to them. */
export function findingsProblems(hook: string, findings: unknown): Problem[] {
  if (findings === undefined) return []
  const reason = Array.isArray(findings)
    ? findings.map((each, at) => findingProblem(each, findings.slice(0, at))).find(Boolean)
    : `that are ${describeValue(findings)}`
  if (reason === undefined) return []
  return [
    {
      leftOut: 'the findings',
      reason:
        `${hook} returned "findings" ${reason}; expected those of compareGroups, or an array of ` +
        '{ key, sentence, values: { name: number } }.',
    },
  ]
}

function findingProblem(finding: unknown, earlier: readonly unknown[]): string | undefined {
  const checked = v.safeParse(FindingSchema, finding)
  if (!checked.success) {
    const [issue] = checked.issues
    const place = v.getDotPath(issue)
    return place === null
      ? `of which one is ${describeValue(finding)}`
      : `of which one has a "${place}" that is ${Array.isArray(issue.input) ? describeValue(issue.input) : issue.received}`
  }
  const { key, values } = checked.output
  const odd = [key, ...Object.keys(values)].find((name) => keyPart(name) !== name)
  if (odd !== undefined) {
    return `of which one has the key ${JSON.stringify(odd)}, with signs other than letters, digits and . _ + -`
  }
  const isTwice = earlier.some((other) => v.is(FindingSchema, other) && other.key === key)
  if (!isTwice) return undefined
  return `of which two have the key "${key}": leave one out, or give it another, { ...finding, key: "${key}-2" }`
}
