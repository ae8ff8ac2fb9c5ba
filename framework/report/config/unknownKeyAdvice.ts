import { addKeyAdvice } from '../../config/compose/applyOverride.ts'
import type { Override } from '../../config/overrides/overrideGrammar.ts'
import { type DictNode, pathOf } from '../../config/tree/node.ts'
import { nearest } from '../../text/nearest.ts'
import { keyText } from '../../text/python/pythonText.ts'
import { shellWords } from '../../text/shellWords.ts'

/** Sections of a report's config that take keys which the base config lacks. */
const OPEN_SECTIONS = ['thresholds', 'env']

/**
 * What was probably meant by an override of a key that a report's config lacks: the same key of a section
 * (`sweep_dir=…` for `inputs.sweep_dir=…`), an option, or a column of the runs.
 */
export function unknownKeyAdvice(override: Override, config: DictNode): string {
  const { key, text } = override
  const [first = '', ...rest] = key.split('.')
  if (OPEN_SECTIONS.includes(first) && rest.length > 0) return addKeyAdvice(override)
  const sections = keysOf(config)
  if (sections.includes(first) || nearest(first, sections) !== undefined) return ''
  const meant = pathsEndingIn(first, config)
  if (meant.length === 0) {
    const [option, selection] = ['options.', 'inputs.select.'].map((prefix) =>
      shellWords([prefix + text]),
    )
    return `An option of the report itself is ${option}, and a column of the runs ${selection}`
  }
  const words = meant.map((path) => shellWords([path + text.slice(first.length)]))
  return `Did you mean ${words.join(' or ')}?`
}

/** The paths of keys within sections that have this name, or else nearly so. */
function pathsEndingIn(name: string, config: DictNode): string[] {
  const sections = Array.from(config.entries()).filter(({ key }) => keyText(key) !== 'hydra')
  const nested = sections
    .map(({ value }) => value)
    .filter((section) => section.kind === 'dict')
    .flatMap((section) =>
      Array.from(section.entries(), ({ key, value }) => ({ name: keyText(key), value })),
    )
  const names = nested.map((each) => each.name)
  const wanted = names.includes(name) ? name : nearest(name, names)
  return nested.filter((each) => each.name === wanted).map(({ value }) => pathOf(value))
}

function keysOf(dict: DictNode): string[] {
  return Array.from(dict.entries(), ({ key }) => keyText(key))
}
