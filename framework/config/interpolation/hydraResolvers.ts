import { cloneNode, type DictNode, ScalarNode } from '../tree/node.ts'
import { pythonStr } from '../tree/nodeText.ts'
import { type Resolver, ResolverError } from './interpolator.ts'
import { expectCount, expectString, OMEGACONF_RESOLVERS } from './resolvers.ts'
import { strftime } from './strftime.ts'

/** `now:%Y-%m-%d`: the local time, one instant for all of a config. */
const now: Resolver = (args, { interpolator }) => {
  const [format] = expectCount(args, 1, 1)
  return new ScalarNode(strftime(expectString(format), interpolator.instant))
}

/** `python_version:major`: of the Python that runs the program, which no file of a job holds. */
const pythonVersion: Resolver = () => {
  throw new ResolverError(
    'no Python runs here, and a config does not say which one its program has',
  )
}

/** `hydra:job.name` needs a run of Hydra, which a report is not. */
const hydra: Resolver = () => {
  throw new ResolverError('there is no Hydra job here')
}

/**
 * `hydra:job.name` for a config that a job has left, from the `hydra.yaml` beside it; what that
 * refers to is looked up in the config, as Hydra does. Null for a key that is not there.
 *
 * @param hydraYaml the content of `hydra.yaml`; undefined where it cannot be read
 */
export function hydraResolver(config: DictNode, hydraYaml: DictNode | undefined): Resolver {
  const own = hydraYaml?.get('hydra')
  if (own?.kind !== 'dict') return hydra
  const both = cloneNode(config) as DictNode
  both.set('hydra', cloneNode(own))
  return ([path], { interpolator }) => {
    const key = path === undefined ? '' : pythonStr(path)
    const found = interpolator.trySelect(both, `hydra.${key}`, { allowMissing: true })
    return found ?? new ScalarNode(null)
  }
}

/** The resolvers that a config composed by Hydra may use. */
export const HYDRA_RESOLVERS: ReadonlyMap<string, Resolver> = new Map([
  ...OMEGACONF_RESOLVERS,
  ['hydra', hydra],
  ['now', now],
  ['python_version', pythonVersion],
])
