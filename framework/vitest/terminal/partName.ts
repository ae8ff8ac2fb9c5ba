const WORDS: Readonly<Record<string, string>> = {
  collect: 'runs',
  analyze: 'analysis',
  'infer results': 'results of the models',
}

/** A part of a report in the words of whoever looks at it: `plot loss` is `figure loss`. */
export function partName(task: string): string {
  return WORDS[task] ?? task.replace(/^plot /, 'figure ').replace(/^infer /, 'model ')
}
