import type { Reporter, TestSpecification, Vitest } from 'vitest/node'

/** What Vitest tells its reporters of a run, after its start. */
const EVENTS = [
  'onTestModuleQueued',
  'onTestModuleCollected',
  'onTestModuleStart',
  'onTestModuleEnd',
  'onTestCaseReady',
  'onTestCaseResult',
  'onTestCaseAnnotate',
  'onTestCaseArtifactRecord',
  'onTestSuiteReady',
  'onTestSuiteResult',
  'onHookStart',
  'onHookEnd',
  'onUserConsoleLog',
  'onProcessTimeout',
  'onCoverage',
  'onTestRunEnd',
] as const

/**
 * A reporter in whose place others stand that are chosen when it is known what is run: tests print
 * other words than reports. They are told of the start only then, so that none prints a banner before.
 */
export function chosenReporter(
  choose: (specifications: readonly TestSpecification[], vitest: Vitest) => readonly Reporter[],
): Reporter {
  let started: Vitest | undefined
  let chosen: readonly Reporter[] = []
  const tell = (event: string, given: readonly unknown[]): Promise<unknown> =>
    Promise.all(
      chosen.map((reporter) => {
        const listener: unknown = Reflect.get(reporter, event)
        return typeof listener === 'function' && Reflect.apply(listener, reporter, given)
      }),
    )
  return {
    onInit(vitest) {
      started = vitest
    },
    async onTestRunStart(specifications) {
      if (started === undefined) return
      chosen = choose(specifications, started)
      await tell('onInit', [started])
      await tell('onTestRunStart', [specifications])
    },
    ...Object.fromEntries(
      EVENTS.map((event) => [event, (...given: unknown[]) => tell(event, given)]),
    ),
  }
}
