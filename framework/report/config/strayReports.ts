import path from 'node:path'
import { globSync } from 'tinyglobby'
import { REPORT_ENDINGS } from './project.ts'

/** A file that looks like a report, in a place where reports are not looked for. */
export interface StrayReport {
  readonly name: string
  /** What to do about it, a sentence. */
  readonly advice: string
}

/** Reports of a project that cannot be found by their name, since their files are misplaced. */
export function strayReports(projectRoot: string): StrayReport[] {
  const files = globSync(['*.report.*', '{report,reports}/**/*.{report.*,ts,mts,js,mjs}'], {
    cwd: projectRoot,
    ignore: ['**/node_modules/**', '**/*.test.*', '**/*.d.ts'],
  })
  return files
    .sort()
    .filter((file) => isReport(file) && !isInItsPlace(file))
    .map((file) => {
      const name = nameOf(file)
      const ending = /\.[cm]?tsx?$/.test(file) ? 'ts' : 'js'
      const place = `reports/${name}/${name}.report.${ending}`
      return { name, advice: `${file} is in the wrong place: move it to ${place}.` }
    })
}

/** `x.report.*`, or the file of a report's folder without `.report`: `reports/x/x.js`. */
function isReport(file: string): boolean {
  const stem = path.parse(file).name
  return /\.report\.\w+$/.test(file) || stem === path.basename(path.dirname(file))
}

function isInItsPlace(file: string): boolean {
  const name = nameOf(file)
  return REPORT_ENDINGS.some((ending) => file === `reports/${name}/${name}${ending}`)
}

function nameOf(file: string): string {
  return path.basename(file).replace(/(?:\.report)?\.\w+$/, '')
}
