/** What `thesis-report new` writes as `reports/<name>/<name>.report.ts`. */
export function reportTemplate(name: string): string {
  return `import { chooseMetric, compareParameters, defineReport, selectRuns, strip } from 'thesis-report'

export default defineReport({
  name: '${name}',
  title: '${titleOf(name)}',
  fixture: '${name}',

  // Which runs are compared, and what follows.
  analyze({ runs: all, goals, config }) {
    const runs = selectRuns(all, config.inputs.select)
    const chosen = chooseMetric({ runs, goals }, config.inputs.metric, config.inputs.goal)
    const { metric, better } = chosen
    const comparison = compareParameters(runs, { metric, better })
    const [first] = comparison.parameters
    return {
      runs,
      metric,
      first,
      summary: { metric, better },
      tables: { comparisons: comparison.table },
      findings: comparison.findings,
      methods: comparison.methods,
      remarks: [...new Set([...chosen.remarks, ...comparison.remarks])],
    }
  },

  // Each function is one figure.
  plot: {
    metric_by_parameter: ({ runs, metric, first }) =>
      strip(runs, { value: metric, ...(first && { group: first.name }) }),
  },
})
`
}

/** What it writes as \`configs/report/<name>.yaml\`. */
export function configTemplate(name: string, metric: string | undefined): string {
  return `# @package _global_
# ${titleOf(name)}

defaults:
  - config # the base config, of thesis-report
  - _self_

inputs:
  metric: ${metric === undefined ? 'null # the most complete validation metric' : JSON.stringify(metric)}
`
}

/** The Vitest config of a project. */
export const VITEST_CONFIG = `import { reports } from 'thesis-report/vitest'

export default { test: { projects: [reports()] } }
`

/** Lines of \`.gitignore\`. */
export const IGNORED: readonly string[] = ['node_modules/', 'outputs/', '.vitest-attachments/']

/** A workflow of GitHub that compares each report over its fixture with its snapshots. */
export const WORKFLOW = `name: reports
on: [push, pull_request]
jobs:
  reports:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm ci
      - run: npm run reports
`

function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
