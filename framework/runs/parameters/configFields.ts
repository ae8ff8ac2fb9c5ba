import type { PlainValue } from '../../config/tree/plain.ts'
import type { HydraFiles } from '../hydra/hydraFiles.ts'
import type { Cell } from '../runRecord.ts'

/** What a run is: the columns of the runs table that come from its config, except the seed. */
export interface ConfigFields {
  readonly encoder: Cell
  readonly tokenizer: Cell
  readonly latent_dim: Cell
  readonly codebook_size: Cell
  readonly dataset_name: Cell
}

/** Modules of the trainer whose option has another name. */
const OPTION_OF_MODULE: ReadonlyMap<string, string> = new Map([['identity', 'none']])

/**
 * The fields without the overrides, each from the best source that has it: Hydra's runtime choices,
 * then the composed config with its older places first (a run that has those has no others).
 */
export function configFields({ choices, config }: HydraFiles): ConfigFields {
  const configured = (...paths: string[]) =>
    firstPresent(paths, (path) => config.scalarAt(path.split('.')))
  const option = (...paths: string[]) =>
    firstPresent(paths, (path) => optionName(config.at(path.split('.'))))
  const size = (name: string) =>
    configured(`model.${name}`, `phase1.model.${name}`, `phase1.latent_space.${name}`)
  return {
    encoder: choices.get('phase1/encoder') ?? option('phase1.encoder'),
    tokenizer:
      choices.get('phase1/latent_space') ??
      choices.get('phase1/tokenizer') ??
      option('phase1.tokenizer', 'phase1.latent_space'),
    latent_dim: size('latent_dim'),
    codebook_size: size('codebook_size'),
    dataset_name: configured('data.path', 'data.name'),
  }
}

function firstPresent(names: readonly string[], read: (name: string) => Cell): Cell {
  for (const name of names) {
    const value = read(name)
    if (value !== null && value !== '') return value
  }
  return null
}

/**
 * The option that a group's composed config stands for: itself where it is a scalar, its `name`, or
 * the module of its `_target_` (`….bottlenecks.vq.VQBottleneck` is `vq`).
 */
function optionName(value: PlainValue | undefined): Cell {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value ?? null
  const { name, _target_: target } = value as { readonly [key: string]: PlainValue }
  if (typeof name === 'string' || typeof name === 'number' || typeof name === 'boolean') return name
  if (typeof target !== 'string') return null
  const module = target.split('.').at(-2) ?? target
  return OPTION_OF_MODULE.get(module) ?? module
}
