import { describe, expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { overridesOfJob, programOfJob } from './jobProgram.ts'
import { startWords } from './startCommand.ts'

const SAVED = `hydra:
  run:
    dir: outputs/\${now:%Y-%m-%d}/\${now:%H-%M-%S}
  overrides:
    hydra:
    - hydra.job.chdir=true
    - hydra.mode=MULTIRUN
    task:
    - lr=0.1
  job:
    name: train-vae
    override_dirname: lr=0.1,note=a long
      note
    id: 17
    config_name: main
  verbose: false
`

test('the program of a job is known, though Hydra saved interpolations that lead out of the file', () => {
  expect(programOfJob(writeTree({ '.hydra/hydra.yaml': SAVED }))).toMatchObject({
    name: 'train-vae',
    words: ['--config-name', 'main', 'hydra.job.chdir=true'],
  })
})

describe('a job that is run again alone', () => {
  const wordsOf = (saved: string) =>
    startWords(programOfJob(writeTree({ '.hydra/hydra.yaml': saved })), [])

  test('does not start a sweep, although the config of the program may set the mode', () => {
    const saved = SAVED.replace('  overrides:', '  mode: MULTIRUN\n  overrides:')
    expect(wordsOf(saved)).toEqual([...wordsOf(SAVED), 'hydra.mode=RUN'])
    expect(wordsOf(saved.replace('MULTIRUN\n', 'RUN\n'))).toEqual(wordsOf(SAVED))
  })

  test('has the folders of configs that its config was composed from, where they are still there', () => {
    const root = writeTree({ 'conf/config.yaml': '', 'more/a.yaml': '' })
    const sources = [
      ['hydra.conf', 'pkg', 'hydra'],
      [`${root}/conf`, 'file', 'main'],
      [`${root}/more`, 'file', 'command-line'],
      [`${root}/gone`, 'file', 'command-line'],
      [root, 'file', 'hydra.searchpath in main'],
    ]
    const saved = `${SAVED}  runtime:
    cwd: ${root}
    config_sources:
${sources.map(([path, schema, provider]) => `    - path: ${path}\n      schema: ${schema}\n      provider: ${provider}\n`).join('')}`
    expect(wordsOf(saved)).toEqual([
      ...['--config-path', `${root}/conf`, '--config-dir', 'more'],
      ...wordsOf(SAVED),
    ])
  })

  test('keeps the settings of Hydra that are not about the sweep', () => {
    const kept = ['hydra.searchpath=[file://x]', 'hydra/job_logging=disabled', '+hydra.verbose=a']
    const left = ['hydra.run.dir=a', 'hydra.sweep.dir=b', 'hydra/sweeper=optuna', 'hydra.job.num=3']
    const words = [...kept, ...left, 'hydra.sweeper.n_trials=3', 'hydra.job.id=4', 'hydra.mode=RUN']
    const hydra = { overrides: { hydra: words } }
    expect(wordsOf(JSON.stringify({ hydra }))).toEqual(kept)
  })

  test('does not tell its program where the job was given a name', () => {
    const saved = SAVED.replace('hydra.job.chdir=true', 'hydra.job.name=train-vae')
    expect(programOfJob(writeTree({ '.hydra/hydra.yaml': saved }))).toMatchObject({
      name: 'PROGRAM',
      words: ['--config-name', 'main', 'hydra.job.name=train-vae'],
    })
  })
})

test('a name that only the training could work out is not known', () => {
  const saved = SAVED.replace('train-vae', '$' + '{experiment.name}')
  expect(programOfJob(writeTree({ '.hydra/hydra.yaml': saved })).name).toBeUndefined()
})

test('a file that is laid out otherwise is read whole', () => {
  const saved = '{hydra: {job: {name: train}}}'
  expect(programOfJob(writeTree({ '.hydra/hydra.yaml': saved })).name).toBe('train')
})

test.each([
  ['missing', {}],
  ['broken', { '.hydra/hydra.yaml': 'hydra: [', '.hydra/overrides.yaml': '- [' }],
])('of a job whose files are %s nothing is known', (_, files) => {
  const directory = writeTree(files)
  expect(programOfJob(directory)).toMatchObject({ name: undefined, cwd: undefined, words: [] })
  expect(overridesOfJob(directory)).toBeUndefined()
})

test('overrides are words, as they were typed', () => {
  const directory = writeTree({ '.hydra/overrides.yaml': "- lr=0.1\n- 'name=a b'\n- 3\n" })
  expect(overridesOfJob(directory)).toEqual(['lr=0.1', 'name=a b', '3'])
})

test('words that need no quotes are what the parser makes of them', () => {
  const words = ['phase1/encoder=mlp', 'phase1.trainer.seed=42', '+a.b=', '~c=-0.5e3', 'd=.5']
  const plain = words.map((word) => `- ${word}\n`).join('')
  // A remark is left to the parser.
  for (const text of [plain, `# one a line\n${plain}`]) {
    expect(overridesOfJob(writeTree({ '.hydra/overrides.yaml': text }))).toEqual(words)
  }
})

test('the words of a part of a job are those of the job, with the values that the part recorded', () => {
  const job = writeTree({
    '.hydra/hydra.yaml': SAVED,
    '.hydra/overrides.yaml': '- net.lr=0.10\n- +seed=2\n- net=mlp\n',
    'csv/version_0/hparams.yaml': 'seed: 0\nnet:\n  lr: 0.1\n',
    'csv/version_1/metrics.csv': '',
  })
  expect(overridesOfJob(`${job}/csv/version_0`)).toEqual(['net.lr=0.10', '+seed=0', 'net=mlp'])
  expect(overridesOfJob(`${job}/csv/version_1`)).toEqual(['net.lr=0.10', '+seed=2', 'net=mlp'])
  expect(programOfJob(`${job}/csv/version_1`).name).toBe('train-vae')
})

test('runs below a job that ran in the folder where it was started do not belong to it', () => {
  const job = writeTree({
    '.hydra/hydra.yaml': 'hydra:\n  run:\n    dir: .\n',
    '.hydra/overrides.yaml': '- lr=1\n',
    'runs/a/metrics.csv': '',
  })
  expect(overridesOfJob(job)).toEqual(['lr=1'])
  expect(overridesOfJob(`${job}/runs/a`)).toBeUndefined()
})
