import type { ColumnTable } from 'arquero'
import { didYouMean } from '../../../text/nearest.ts'
import { metricOfColumn } from '../../columnNames.ts'
import type { LoadedRun, RunFinding } from '../../runRecord.ts'
import { goalByName } from '../../sources/goalByName.ts'
import type { Goal } from '../../sources/source.ts'

/** The goals of a load's metrics, and what a reader must know of how they came about. */
export interface Goals {
  readonly goals: ReadonlyMap<string, Goal>
  readonly findings: readonly RunFinding[]
}

const SHOWN = 4

/**
 * Which values of each metric are better: as the user says, else as the runs' files say, else by the
 * name. A metric of which nobody says so, or of which files disagree, has no goal, and no best.
 *
 * @param asked what the user says, by metric or by its column of the runs, as `metric.status`
 */
export function chooseGoals(runs: readonly LoadedRun[], asked: ReadonlyMap<string, Goal>): Goals {
  const stated = new Map<string, Set<Goal>>()
  for (const { metrics } of runs) {
    for (const { name, goal } of metrics) {
      const known = stated.get(name) ?? new Set()
      stated.set(name, goal === null ? known : known.add(goal))
    }
  }
  const given = new Map(
    Array.from(asked, ([name, goal]) => {
      const logged = metricOfColumn(name)
      return [stated.has(name) || !stated.has(logged) ? name : logged, goal] as const
    }),
  )
  const goals = new Map<string, Goal>()
  const byName: string[] = []
  const disputed: string[] = []
  for (const [name, said] of stated) {
    const own = given.get(name)
    if (own !== undefined) goals.set(name, own)
    else if (said.size > 1) disputed.push(name)
    else {
      const [goal = goalByName(name)] = said
      if (goal === undefined) continue
      goals.set(name, goal)
      if (said.size === 0) byName.push(`${name} ${goal}`)
    }
  }
  const finding = (kind: RunFinding['kind'], detail: string): RunFinding => ({
    kind,
    runDir: '',
    detail,
  })
  return {
    goals,
    findings: [
      ...(byName.length === 0
        ? []
        : [
            finding(
              'goal-by-name',
              `${BY_NAME}: ${listed(byName)}; inputs.goal={METRIC: max} says otherwise`,
            ),
          ]),
      ...(disputed.length === 0
        ? []
        : [
            finding(
              'goals-disagree',
              `${DISPUTED}: ${listed(disputed)}; give inputs.goal={METRIC: max}`,
            ),
          ]),
    ],
  }
}

/** A warning for each goal of what is neither a metric nor a column of the runs. */
export function findGoalsOfNone(
  asked: Iterable<string>,
  { goals, runs }: { readonly goals: ReadonlyMap<string, Goal>; readonly runs: ColumnTable },
): RunFinding[] {
  const columns = runs.columnNames()
  const names = [...new Set([...goals.keys(), ...columns])]
  return [...asked]
    .filter((name) => !goals.has(metricOfColumn(name)) && !columns.includes(name))
    .map((name) => {
      const detail = `inputs.goal: no run has a metric "${name}". ${didYouMean(name, names)}`.trim()
      return { kind: 'goal-of-none', runDir: '', detail }
    })
}

const BY_NAME = 'Which values are better was guessed from the names of metrics'
const DISPUTED = 'The runs disagree on which values of a metric are better, so that it has no best'

function listed(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  return names.slice(0, SHOWN).join(', ') + more
}
