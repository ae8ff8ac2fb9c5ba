import { readFileSync } from 'node:fs'
import path from 'node:path'
import { PACKAGE_ROOT } from '../../packageRoot.ts'

/** What a page carries with it, made once with the package by `bin/bundlePage.js`. */
export interface PageAssets {
  readonly script: string
  /** With the fonts. */
  readonly style: string
}

let known: PageAssets | undefined

export function pageAssets(): PageAssets {
  const read = (file: string) => readFileSync(path.join(PACKAGE_ROOT, 'dist/page', file), 'utf8')
  known ??= { script: read('page.js'), style: read('page.css') }
  return known
}
