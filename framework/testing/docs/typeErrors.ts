import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PACKAGE_ROOT } from '../../packageRoot.ts'

/**
 * What `tsc` says of a project that has the settings of docs/install.md and the compiled package;
 * empty where everything type-checks.
 *
 * @param include files and folders within the project
 */
export function typeErrors(project: string, include: readonly string[]): string {
  const install = readFileSync(path.join(PACKAGE_ROOT, 'docs/install.md'), 'utf8')
  const [, settings = ''] = /```json\n\/\/ tsconfig\.json\n([\s\S]*?)```/.exec(install) ?? []
  const { compilerOptions } = JSON.parse(settings)
  const typesOf = (name: string) => [path.join(PACKAGE_ROOT, `dist/framework/${name}.d.ts`)]
  const config = {
    compilerOptions: {
      ...compilerOptions,
      typeRoots: [path.join(PACKAGE_ROOT, 'node_modules/@types')],
      paths: {
        'thesis-report': typesOf('index'),
        'thesis-report/testing': typesOf('testing/index'),
        'thesis-report/vitest': typesOf('vitest/config'),
      },
    },
    include,
  }
  writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify(config))
  const tsc = path.join(PACKAGE_ROOT, 'node_modules/typescript/bin/tsc')
  return spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' }).stdout
}
