import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { PlainObject } from '../../config/tree/plain.ts'

export interface MinimalRun {
  /** The composed config. Default empty. */
  readonly config?: PlainObject
  /** What was typed, as `.hydra/overrides.yaml` keeps it. Default none. */
  readonly overrides?: readonly string[]
  /** The chosen options of config groups, as `.hydra/hydra.yaml` keeps them. */
  readonly choices?: Readonly<Record<string, string>>
  /** Other keys of `hydra` in `.hydra/hydra.yaml`. */
  readonly hydra?: PlainObject
  /** Text of `facts/scalars.csv`. Default one epoch of `val` with the loss 0.5. */
  readonly scalars?: string
  /** Lines of `facts/events.jsonl`. Default one `on_train_end`. */
  readonly events?: readonly object[]
}

/** Writes a run with nothing in it but what is given; JSON is YAML. Returns its directory. */
export function minimalRun(runDir: string, run: MinimalRun = {}): string {
  const { config = {}, overrides = [], choices, hydra = {}, events } = run
  const files: Record<string, string> = {
    '.hydra/config.yaml': JSON.stringify(config),
    '.hydra/overrides.yaml': JSON.stringify(overrides),
    'facts/scalars.csv': run.scalars ?? 'epoch,split,val_loss\n0,val,0.5\n',
    'facts/events.jsonl': (events ?? [{ moment: 'on_train_end' }])
      .map((event) => `${JSON.stringify(event)}\n`)
      .join(''),
  }
  if (choices || run.hydra) {
    const content = { hydra: { ...hydra, runtime: { choices: choices ?? {} } } }
    files['.hydra/hydra.yaml'] = JSON.stringify(content)
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(runDir, name)), { recursive: true })
    writeFileSync(path.join(runDir, name), text)
  }
  return runDir
}
