import { describeValue, isTexts } from '../spec/describeValue.ts'
import type { Problem } from './problem.ts'

/** What is wrong with the sentences that a hook returned under a key: they are left out together. */
export function sentenceProblems(hook: string, key: string, sentences: unknown): Problem[] {
  if (sentences === undefined || isTexts(sentences)) return []
  const odd = Array.isArray(sentences)
    ? sentences.find((each) => typeof each !== 'string')
    : undefined
  const what = Array.isArray(sentences)
    ? `of which one is ${describeValue(odd)}`
    : `that are ${describeValue(sentences)}`
  const reason = `${hook} returned "${key}" ${what}; expected an array of sentences.`
  return [{ leftOut: `the ${key}`, reason }]
}
