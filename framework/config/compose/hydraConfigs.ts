/**
 * What Hydra 1.3 adds to every config by itself, under `hydra`: enough of it that an override such
 * as `hydra.run.dir=…` or `override hydra/job_logging: disabled` is known. Composition takes the
 * `hydra` part out again.
 */
export const HYDRA_CONFIGS: ReadonlyMap<string, string> = new Map([
  [
    'hydra/config',
    `
defaults:
  - output: default
  - launcher: basic
  - sweeper: basic
  - help: default
  - hydra_help: default
  - hydra_logging: default
  - job_logging: default
  - callbacks: null
  - env: default
  - _self_
mode: null
searchpath: []
run:
  dir: outputs/\${now:%Y-%m-%d}/\${now:%H-%M-%S}
sweep:
  dir: multirun/\${now:%Y-%m-%d}/\${now:%H-%M-%S}
  subdir: \${hydra.job.num}
callbacks: {}
output_subdir: .hydra
overrides:
  hydra: []
  task: []
job:
  name: ???
  chdir: null
  override_dirname: ???
  id: ???
  num: ???
  config_name: ???
  env_set: {}
  env_copy: []
  config:
    override_dirname:
      kv_sep: '='
      item_sep: ','
      exclude_keys: []
runtime:
  version: ???
  version_base: ???
  cwd: ???
  config_sources: ???
  output_dir: ???
  choices: {}
verbose: false
`,
  ],
  ['hydra/output/default', '# @package _global_\n'],
  ['hydra/env/default', '# @package _global_\n'],
  ['hydra/launcher/basic', '_target_: hydra._internal.core_plugins.basic_launcher.BasicLauncher\n'],
  [
    'hydra/sweeper/basic',
    `
_target_: hydra._internal.core_plugins.basic_sweeper.BasicSweeper
max_batch_size: null
params: null
`,
  ],
  [
    'hydra/help/default',
    `
app_name: \${hydra.job.name}
header: ''
footer: ''
template: ''
`,
  ],
  ['hydra/hydra_help/default', "template: ''\nhydra_help: ???\n"],
  ['hydra/hydra_logging/default', 'version: 1\nroot:\n  level: INFO\n  handlers: [console]\n'],
  ['hydra/hydra_logging/disabled', 'version: 1\nroot: null\n'],
  ['hydra/hydra_logging/hydra_debug', 'version: 1\nroot:\n  level: DEBUG\n  handlers: [console]\n'],
  ['hydra/hydra_logging/none', 'root: null\n'],
  ['hydra/job_logging/default', 'version: 1\nroot:\n  level: INFO\n  handlers: [console, file]\n'],
  ['hydra/job_logging/disabled', 'version: 1\nroot: null\n'],
  ['hydra/job_logging/none', 'root: null\n'],
  ['hydra/job_logging/stdout', 'version: 1\nroot:\n  level: INFO\n  handlers: [console]\n'],
])
