import type { Scalar } from '../source.ts'

const ABSOLUTE_PATH = /^(?:\/|[A-Za-z]:[\\/])[^\0\n]{1,4095}$/
/** What a run begins with, such as the checkpoint of another one: `ckpt_path`, `resume_from`, `data_dir`. */
const INPUT =
  /^(?:ckpt|checkpoint)(?:_?(?:path|file))?$|(?:^|_)(?:resumed?|restored?|pretrained|init|initial|loads?|loaded|from|teacher|warm|warmstart|finetuned?|data|datasets?|inputs?|source|train|val|test)(?:_|$)/i
/** Where a run writes. */
const OUTPUT =
  /out(?:put)?s?(?:_|$)|save|logs?(?:_|$)|logdir|dirpath|(?:run|work|exp)_?(?:dir|path)|root_dir/i

/**
 * The absolute paths among parameters or tags at which a run may have files of its own, the folders that it
 * writes to first. What it begins with belongs to another run.
 */
export function absolutePaths(params: ReadonlyMap<string, Scalar>): string[] {
  const outputs = new Set<string>()
  const others = new Set<string>()
  for (const [key, value] of params) {
    if (typeof value !== 'string' || !ABSOLUTE_PATH.test(value)) continue
    const name = key.split(/[./]/).at(-1) ?? ''
    if (OUTPUT.test(name)) outputs.add(value)
    else if (!INPUT.test(name)) others.add(value)
  }
  return [...new Set([...outputs, ...others])]
}
