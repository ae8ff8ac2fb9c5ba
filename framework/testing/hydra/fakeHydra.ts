import type { Encoder, LatentSpace } from './fakeConfig.ts'

/** Hydra's mark for what is not known yet: `multirun.yaml` belongs to no job. */
const MISSING = '???'

/** What `.hydra/hydra.yaml` and `multirun.yaml` of Hydra 1.3 say that differs from run to run. */
export interface FakeHydraJob {
  readonly experiment: string
  readonly encoder: Encoder
  readonly latentSpace: LatentSpace
  readonly overrides: readonly string[]
  readonly sweepParams: Readonly<Record<string, string>>
  readonly job?: number
  readonly outputDir?: string
}

/** Hydra's own part of the config, as it writes it with its default settings. */
export function fakeHydraYaml(job: FakeHydraJob): string {
  return `hydra:
  run:
    dir: \${env.output_root}/runs/run_\${now:%Y%m%d-%H%M%S}_\${experiment.name}_job\${hydra.job.num}
  sweep:
    dir: \${env.output_root}/multiruns/exp_\${now:%Y%m%d-%H%M%S}_\${experiment.name}
    subdir: \${env.output_root}/runs/run_\${now:%Y%m%d-%H%M%S}_\${experiment.name}_job\${hydra.job.num}
  launcher:
    _target_: hydra._internal.core_plugins.basic_launcher.BasicLauncher
  sweeper:
    _target_: hydra._internal.core_plugins.basic_sweeper.BasicSweeper
    max_batch_size: null
    params:
${paramLines(job.sweepParams)}  help:
    app_name: \${hydra.job.name}
    header: '\${hydra.help.app_name} is powered by Hydra.

      '
    footer: 'Powered by Hydra (https://hydra.cc)

      Use --hydra-help to view Hydra specific help

      '
    template: '\${hydra.help.header}

      == Configuration groups ==

      Compose your configuration from those groups (group=option)


      $APP_CONFIG_GROUPS


      == Config ==

      Override anything in the config (foo.bar=value)


      $CONFIG


      \${hydra.help.footer}

      '
  hydra_help:
    template: 'Hydra (\${hydra.runtime.version})

      See https://hydra.cc for more info.


      == Flags ==

      $FLAGS_HELP


      == Configuration groups ==

      Compose your configuration from those groups (For example, append hydra/job_logging=disabled
      to command line)


      $HYDRA_CONFIG_GROUPS


      Use ''--cfg hydra'' to Show the Hydra config.

      '
    hydra_help: ???
  hydra_logging:
    version: 1
    formatters:
      simple:
        format: '[%(asctime)s][HYDRA] %(message)s'
    handlers:
      console:
        class: logging.StreamHandler
        formatter: simple
        stream: ext://sys.stdout
    root:
      level: INFO
      handlers:
      - console
    loggers:
      logging_example:
        level: DEBUG
    disable_existing_loggers: false
  job_logging:
    version: 1
    formatters:
      simple:
        format: '[%(asctime)s][%(name)s][%(levelname)s] - %(message)s'
    handlers:
      console:
        class: logging.StreamHandler
        formatter: simple
        stream: ext://sys.stdout
      file:
        class: logging.FileHandler
        formatter: simple
        filename: \${hydra.runtime.output_dir}/\${hydra.job.name}.log
    root:
      level: INFO
      handlers:
      - console
      - file
    disable_existing_loggers: false
  env: {}
  mode: MULTIRUN
  searchpath: []
  callbacks: {}
  output_subdir: .hydra
  overrides:
    hydra: []
    task:${taskLines(job.overrides)}
  job:
    name: \${experiment.name}
    chdir: true
    override_dirname: ${[...job.overrides].sort().join(',')}
    id: ${job.job === undefined ? MISSING : `'${job.job}'`}
    num: ${job.job ?? MISSING}
    config_name: config
    env_set: {}
    env_copy: []
    config:
      override_dirname:
        kv_sep: '='
        item_sep: ','
        exclude_keys: []
  runtime:
    version: 1.3.2
    version_base: '1.3'
    cwd: .
    config_sources:
    - path: hydra.conf
      schema: pkg
      provider: hydra
    - path: configs
      schema: file
      provider: main
    - path: ''
      schema: structured
      provider: schema
    output_dir: ${job.outputDir ?? MISSING}
    choices:
      phase1/experiment: ${job.experiment}
      phase1/trainer: ae
      phase1/latent_space: ${job.latentSpace}
      phase1/decoder: mlp
      phase1/encoder: ${job.encoder}
      general/trainer: default
      data: h5_tokens
      logging: default
      hydra: run_single
      env: stoomboot
      hydra/env: default
      hydra/callbacks: null
      hydra/job_logging: default
      hydra/hydra_logging: default
      hydra/hydra_help: default
      hydra/help: default
      hydra/sweeper: basic
      hydra/launcher: basic
      hydra/output: default
  verbose: false
`
}

function paramLines(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .map(([key, values]) => `      ${key}: ${values}\n`)
    .join('')
}

function taskLines(overrides: readonly string[]): string {
  return overrides.length === 0 ? ' []' : overrides.map((text) => `\n    - ${text}`).join('')
}
