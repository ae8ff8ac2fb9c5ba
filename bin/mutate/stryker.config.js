// StrykerJS as `npm run mutate` uses it; bin/mutate/run.js adds what is mutated, by which tests.

/** Sandboxes, reports and the results of earlier runs. Git ignores it. */
export const FOLDER = '.mutation'

export default {
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  // For each mutant, only the tests that reach it run.
  coverageAnalysis: 'perTest',
  vitest: { configFile: 'bin/mutate/vitest.config.js', related: true },
  tempDirName: `${FOLDER}/sandboxes`,
  // What no test of a target reads is not copied into the sandbox.
  ignorePatterns: [FOLDER, 'coverage', 'outputs', 'docs', 'bench', 'dist.*', '*.tgz'],
  incremental: true,
  reporters: ['clear-text', 'progress-append-only', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  // Per cent of a target's mutants that its tests must find. Below `break` the command fails.
  thresholds: { high: 90, low: 80, break: 80 },
  // A mutant that never ends is stopped, and counts as found. Busy machines need longer at first.
  dryRunTimeoutMinutes: 30,
  timeoutFactor: 2,
  timeoutMS: 20_000,
  disableTypeChecks: false,
  // Rewriting tsconfig.json wants the API of TypeScript 6. A sandbox below the checkout needs none.
  tsconfigFile: 'none',
}
