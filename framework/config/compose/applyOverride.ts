import { ReportError } from '../../errors.ts'
import { shellWords } from '../../text/shellWords.ts'
import type { Override } from '../overrides/overrideGrammar.ts'
import { overrideNode, overrideText } from '../overrides/overrideValue.ts'
import { type ConfigNode, type DictNode, isEqual } from '../tree/node.ts'
import { pythonRepr } from '../tree/nodeText.ts'
import type { ConfigEditor } from './configEditor.ts'

/** What a person should write instead of an override of a key that the config lacks; may be empty. */
export type UnknownKeyAdvice = (override: Override, config: DictNode) => string

/**
 * Applies an override to a composed config: `key=` needs the key to be there, `+key=` needs it not
 * to be there (a dict or list is merged), `++key=` needs nothing, `~key` deletes it.
 *
 * @throws {ReportError} CONFIG_KEY_UNKNOWN, `CONFIG_INVALID`, `OVERRIDE_INVALID` or
 *   `INTERPOLATION_INVALID` naming the override
 */
export function applyOverride(
  editor: ConfigEditor,
  override: Override,
  unknownKeyAdvice: UnknownKeyAdvice = addKeyAdvice,
): void {
  const { type, text } = override
  try {
    if (type === 'DEL') deleteValue(editor, override)
    else putValue(editor, override)
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    const advice =
      error.code === 'CONFIG_KEY_UNKNOWN' ? unknownKeyAdvice(override, editor.root) : ''
    throw new ReportError(
      error.code,
      `Cannot apply the override '${text}': ${error.message} ${advice}`.trimEnd(),
      { cause: error },
    )
  }
}

/** How an unknown key is added where any key may be. */
export function addKeyAdvice({ text }: Override): string {
  return `To add the key, write ${shellWords([`+${text}`])}`
}

function putValue(editor: ConfigEditor, override: Override): void {
  const { key, type, text } = override
  if (override.package !== undefined) failPackage(override)
  const value = overrideNode(override.value ?? null)
  // What is there is looked up whatever is added: an interpolation that leads nowhere is an error.
  if (type === 'ADD' && isPresent(editor.select(key)) && value.kind === 'scalar') {
    const [change, force] = [text.slice(1), `+${text}`].map((word) => shellWords([word]))
    throw new ReportError(
      'CONFIG_INVALID',
      `'${key}' is there already. To change it, write ${change} or ${force}`,
    )
  }
  editor.update(key, value, { isOpen: type !== 'CHANGE' })
}

function deleteValue(editor: ConfigEditor, override: Override): void {
  const { key, value } = override
  if (override.package !== undefined) failPackage(override)
  const current = editor.select(key)
  if (!isPresent(current)) fail(`the config has no '${key}'`)
  if (value !== undefined && value !== null && !isEqual(current, overrideNode(value))) {
    fail(`'${key}' is ${pythonRepr(current)}, not ${overrideText(value)}`)
  }
  editor.delete(key)
}

function isPresent(node: ConfigNode | undefined): node is ConfigNode {
  return node !== undefined && !(node.kind === 'scalar' && node.value === null)
}

function failPackage({ key }: Override): never {
  fail(`only a config group can have a package, and there is no group '${key}'`)
}

function fail(reason: string): never {
  throw new ReportError('CONFIG_INVALID', `${reason}.`)
}
