import path from 'node:path'
import { readText } from '../../files/regularFile.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'

/** What a page carries with it, made once with the package by `bin/bundlePage.js`. */
export interface PageAssets {
  readonly script: string
  /** With the fonts. */
  readonly style: string
}

let known: PageAssets | undefined

export function pageAssets(): PageAssets {
  const read = (file: string) => readText(path.join(PACKAGE_ROOT, 'dist/page', file))
  known ??= { script: read('page.js'), style: read('page.css') }
  return known
}
