import { configReference } from './configReference.ts'
import { hooksReference } from './hooksReference.ts'
import { tablesReference } from './tablesReference.ts'

/** The reference of what reports take and write, docs/reference.md, from the code. */
export function referencePage(): string {
  return `# Reference

Config keys, hooks of reports, and the columns of the tables that they read and write. Made from the code;
\`npx vitest run --project unit framework/reference.test.ts -u\` writes it anew. The commands are in [cli.md](cli.md), error
codes in [errors.md](errors.md), kinds of figures in [figures.md](figures.md).

## Config keys

In a report's config, or as an override: \`KEY=VALUE\` ([config.md](config.md)).

${configReference()}
## Tables

${tablesReference()}
## Hooks

How a report is written is said in [authoring.md](authoring.md); keys with a \`?\` may be left out.

${hooksReference()}`
}
