import type { PlainValue } from '../../config/tree/plain.ts'
import type { Cell } from '../runRecord.ts'
import type { HydraFiles } from './hydraFiles.ts'
import { asNumber } from './overrideColumns.ts'

/** What a run is: the columns of the runs table that come from its config. */
export interface ConfigFields {
  readonly encoder: Cell
  readonly tokenizer: Cell
  readonly seed: Cell
  readonly latent_dim: Cell
  readonly codebook_size: Cell
  readonly dataset_name: Cell
}

/** Modules of the trainer whose option has another name. */
const OPTION_OF_MODULE: ReadonlyMap<string, string> = new Map([['identity', 'none']])

/**
 * The fields, each from the best source that has it: Hydra's runtime choices, the overrides, the
 * composed config with its older places first (a run that has those has no others).
 */
export function configFields(
  { choices, config }: HydraFiles,
  overrides: ReadonlyMap<string, Cell>,
): ConfigFields {
  const configured = (...paths: string[]) =>
    firstPresent(paths, (path) => config.cellAt(path.split('.')))
  const overridden = (...columns: string[]) => firstPresent(columns, (name) => overrides.get(name))
  const option = (...paths: string[]) =>
    firstPresent(paths, (path) => optionName(config.at(path.split('.'))))
  const size = (name: string) => {
    const text = overridden(name, `model.${name}`, `latent_space.${name}`)
    const composed = configured(
      `model.${name}`,
      `phase1.model.${name}`,
      `phase1.latent_space.${name}`,
    )
    return asNumber(text) ?? text ?? composed
  }
  return {
    encoder: choices.get('phase1/encoder') ?? overridden('encoder') ?? option('phase1.encoder'),
    tokenizer:
      choices.get('phase1/latent_space') ??
      choices.get('phase1/tokenizer') ??
      overridden('latent_space', 'tokenizer') ??
      option('phase1.tokenizer', 'phase1.latent_space'),
    seed:
      overridden('seed') ??
      configured('trainer.seed', 'phase1.trainer.seed', 'general.trainer.seed'),
    latent_dim: size('latent_dim'),
    codebook_size: size('codebook_size'),
    dataset_name: configured('data.path', 'data.name'),
  }
}

function firstPresent(names: readonly string[], read: (name: string) => Cell | undefined): Cell {
  for (const name of names) {
    const value = read(name)
    if (value !== null && value !== undefined && value !== '') return value
  }
  return null
}

/**
 * The option that a group's composed config stands for: itself where it is a scalar, its `name`, or
 * the module of its `_target_` (`….bottlenecks.vq.VQBottleneck` is `vq`).
 */
function optionName(value: PlainValue | undefined): Cell {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null) return value ?? null
  const { name, _target_: target } = value as { readonly [key: string]: PlainValue }
  if (typeof name === 'string' || typeof name === 'number' || typeof name === 'boolean') return name
  if (typeof target !== 'string') return null
  const module = target.split('.').at(-2) ?? target
  return OPTION_OF_MODULE.get(module) ?? module
}
