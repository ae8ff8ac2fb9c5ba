import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of `configs/`, `fixtures/` and `reports/`, from the compiled files and the sources alike. */
export const PROJECT_ROOT: string = fileURLToPath(new URL('../..', import.meta.url))

/** The names of the reports: folders under `reports/` that hold `<name>.report.ts`. */
export function knownReports(): string[] {
  const folder = path.join(PROJECT_ROOT, 'reports')
  return readdirSync(folder)
    .filter((name) => readdirSync(path.join(folder, name)).includes(`${name}.report.ts`))
    .sort()
}
