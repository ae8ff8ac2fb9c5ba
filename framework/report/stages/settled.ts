import type { Stage } from './stage.ts'

/** Values and failures of the stages that have run. */
export async function settled<T>(stages: readonly Stage<T>[]) {
  const values: T[] = []
  const failures: { task: string; error: unknown }[] = []
  for (const stage of stages.filter(({ state }) => state !== 'not run')) {
    try {
      values.push(await stage.run())
    } catch (error) {
      failures.push({ task: stage.name, error })
    }
  }
  return { values, failures }
}

/** As the manifest has it. */
export function describeFailure({ task, error }: { task: string; error: unknown }) {
  return { task, reason: error instanceof Error ? error.message : String(error) }
}
