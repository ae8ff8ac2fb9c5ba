/**
 * Whether a job ran in the directory that it was started in (`hydra.run.dir=.`), by the text of its
 * `hydra.yaml`: its own directory then is that of a whole project. Hydra before 1.2 does not note
 * where a job was written to; there the setting tells, and that the job has no number of a sweep.
 */
export function ranWhereStarted(hydraYaml: string): boolean {
  const started = lineOf(hydraYaml, /^ {4}cwd: (.+)$/m)
  const written = lineOf(hydraYaml, /^ {4}output_dir: (.+)$/m)
  if (written !== undefined) return written === started
  if (/^ {4}num: \d/m.test(hydraYaml)) return false
  const directory = lineOf(hydraYaml, /^ {2}run:\r?\n {4}dir: (.+)$/m)
  return directory !== undefined && (/^\.\/?$/.test(directory) || directory === started)
}

function lineOf(text: string, pattern: RegExp): string | undefined {
  return pattern
    .exec(text)?.[1]
    ?.trimEnd()
    .replace(/^(['"])(.*)\1$/, '$2')
}
