import { pythonStr } from '../../text/pythonText.ts'
import { ScalarNode } from '../tree/node.ts'
import { type Resolver, ResolverError } from './interpolator.ts'
import { OMEGACONF_RESOLVERS } from './resolvers.ts'
import { strftime } from './strftime.ts'

/** `now:%Y-%m-%d`: the local time, as Hydra writes it with Python's `time.strftime`. */
const now: Resolver = ([format]) =>
  new ScalarNode(format === undefined ? '' : strftime(pythonStr(format), new Date()))

/** `hydra:job.name` needs a run of Hydra, which a report is not. */
const hydra: Resolver = () => {
  throw new ResolverError('there is no Hydra job here')
}

/** The resolvers that a config composed by Hydra may use. */
export const HYDRA_RESOLVERS: ReadonlyMap<string, Resolver> = new Map([
  ...OMEGACONF_RESOLVERS,
  ['hydra', hydra],
  ['now', now],
])
