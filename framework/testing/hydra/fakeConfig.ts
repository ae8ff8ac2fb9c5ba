import { isMap, parseDocument, Scalar, type ScalarTag, YAMLMap } from 'yaml'
import { ReportError } from '../../errors.ts'

/** The options that fake runs know of the trainer's config groups. */
const ENCODERS = {
  mlp: `\
    _target_: thesis_ml.architectures.autoencoder.encoders.mlp.MLPEncoder
    enc_hidden:
    - 128
    - 128
    dropout: 0.0
    activation: gelu
    id_embed_dim: 8
`,
  gnn: `\
    _target_: thesis_ml.architectures.autoencoder.encoders.gnn.GNNEncoder
    hidden_dim: 64
    num_layers: 3
    dropout: 0.0
    activation: gelu
    id_embed_dim: 8
`,
}
const LATENT_SPACES = {
  none: `\
    _target_: thesis_ml.architectures.autoencoder.bottlenecks.identity.IdentityBottleneck
    latent_dim: 32
`,
  linear: `\
    _target_: thesis_ml.architectures.autoencoder.bottlenecks.linear.LinearBottleneck
    latent_dim: 32
`,
  vq: `\
    _target_: thesis_ml.architectures.autoencoder.bottlenecks.vq.VQBottleneck
    latent_dim: 32
    codebook_size: 512
    beta: 0.25
    ema: true
    ema_decay: 0.99
`,
}

export type Encoder = keyof typeof ENCODERS
export type LatentSpace = keyof typeof LATENT_SPACES

/** An override split at its first `=`. */
export interface SplitOverride {
  readonly key: string
  readonly value: string
}

export function splitOverride(text: string): SplitOverride {
  const at = text.indexOf('=')
  if (at < 0) throw new ReportError('FAKE_RUN_INVALID', `the override ${text} has no "="`)
  return { key: text.slice(0, at), value: text.slice(at + 1) }
}

/** What the overrides choose of the config groups, over the trainer's defaults. */
export function chooseOptions(overrides: readonly SplitOverride[]) {
  const last = (key: string) => overrides.findLast((override) => override.key === key)?.value
  return {
    encoder: knownOption(ENCODERS, 'phase1/encoder', last('phase1/encoder') ?? 'mlp'),
    latentSpace: knownOption(
      LATENT_SPACES,
      'phase1/latent_space',
      last('phase1/latent_space') ?? 'none',
    ),
  }
}

function knownOption<Options extends object>(
  options: Options,
  group: string,
  name: string,
): keyof Options {
  if (Object.hasOwn(options, name)) return name as keyof Options
  throw new ReportError(
    'FAKE_RUN_INVALID',
    `${group}=${name}: fake runs know ${Object.keys(options).join(', ')}`,
  )
}

/** The composed config that the trainer leaves in `.hydra/config.yaml`. */
export function fakeConfigYaml(experiment: string, overrides: readonly SplitOverride[]): string {
  const text = defaultConfig({ experiment, ...chooseOptions(overrides) })
  const document = parseDocument(text, { schema: 'failsafe', customTags: [VERBATIM] })
  for (const { key, value } of overrides) {
    if (key.includes('/')) continue
    const path = key.split('.')
    // A value that was there makes room for keys below it.
    for (let depth = 1; depth < path.length; depth++) {
      const above = path.slice(0, depth)
      if (!isMap(document.getIn(above, true))) document.setIn(above, new YAMLMap())
    }
    document.setIn(path, new Scalar(new Verbatim(value)))
  }
  return document.toString({ indentSeq: false, lineWidth: 0 })
}

/** The text of a value as it stands in an override; the trainer's config has it the same way. */
class Verbatim {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const VERBATIM: ScalarTag = {
  tag: 'verbatim',
  default: true,
  identify: (value) => value instanceof Verbatim,
  resolve: (text) => text,
  stringify: ({ value }) => (value as Verbatim).text,
}

function defaultConfig(run: {
  experiment: string
  encoder: Encoder
  latentSpace: LatentSpace
}): string {
  return `env:
  data_root: data
  output_root: outputs
logging:
  save_artifacts: true
  make_plots: true
  show_plots: false
  output_root: \${env.output_root}
  figures_subdir: train_figures
  fig_format: png
  dpi: 150
  file_naming: '{family}-{moment}-{epoch_or_step}'
  destinations: file
  dry_run: false
  families:
    losses: true
    metrics: true
    recon:
      enabled: false
      mode: curves
    codebook: true
    latency:
      enabled: true
      mode: light
    adversarial: false
    diffusion: false
  moments:
    on_epoch_end_quick: false
    on_train_end_full: true
    on_validation_end: false
    on_test_end: true
  tags:
    core:
    - losses
    - metrics
    diagnostics:
    - latency
    - codebook
    heavy:
    - recon
  enable_tags: []
  use_wandb: false
  wandb:
    project: thesis-ml
    entity: ''
    run_name: ''
    mode: online
    watch_model: false
    log_freq: 100
    log_artifacts: true
    dir: \${logging.output_root}/wandb
data:
  path: \${env.data_root}/4tops_splitted.h5
  datasets:
    x_train: X_train
    x_val: X_val
    x_test: X_test
  n_tokens: 18
  globals:
    present: true
    size: 2
  norm: zscore
  seed: 42
  num_workers: 0
general:
  trainer:
    epochs: 10
    batch_size: 128
    lr: 0.001
    weight_decay: 0.0
    num_workers: 0
    device: auto
phase1:
  encoder:
${ENCODERS[run.encoder]}  decoder:
    _target_: thesis_ml.architectures.autoencoder.decoders.mlp.MLPDecoder
    dec_hidden:
    - 128
    - 128
    dropout: 0.0
    activation: gelu
    globals_head: true
    globals_hidden:
    - 32
    globals_beta: 1.0
  latent_space:
${LATENT_SPACES[run.latentSpace]}  trainer:
    epochs: 50
    batch_size: 128
    lr: 0.001
    weight_decay: 0.0
    grad_clip: 1.0
    seed: 42
experiment:
  name: ${run.experiment}
loop: ae
`
}
