import { describeValue } from './describeValue.ts'
import { fileNameProblem } from './fileNames.ts'
import { invalidReport } from './invalidReport.ts'

/**
 * The figures of a report, where each that cannot be drawn is a function that says why: it costs the
 * report that figure only. The same object where all can be.
 *
 * @param hook that they are of: `plot`
 * @param shown the file that the report comes from, for errors
 */
export function checkFigures<Draw>(
  figures: Readonly<Record<string, Draw>>,
  hook: string,
  shown: string,
): Readonly<Record<string, Draw | (() => never)>> {
  const names = Object.keys(figures)
  const wrong = names.flatMap((name, at) => {
    const problem = figureProblem(figures[name], hook, name, names.slice(0, at))
    if (problem === undefined) return []
    const refuse = () => {
      throw invalidReport(shown, [problem])
    }
    return [[name, refuse] as const]
  })
  return wrong.length === 0 ? figures : { ...figures, ...Object.fromEntries(wrong) }
}

function figureProblem(
  draw: unknown,
  hook: string,
  name: string,
  earlier: readonly string[],
): string | undefined {
  const problem = fileNameProblem(name, earlier)
  if (problem !== undefined) return `The figure ${JSON.stringify(name)} ${problem}`
  if (typeof draw === 'function') return undefined
  return `The figure "${hook}.${name}" is ${describeValue(draw)}, expected a function.`
}
