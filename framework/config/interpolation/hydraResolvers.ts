import { ScalarNode } from '../tree/node.ts'
import { pythonStr } from '../tree/nodeText.ts'
import { type Resolver, ResolverError } from './interpolator.ts'
import { OMEGACONF_RESOLVERS } from './resolvers.ts'

const pad = (value: number, width = 2) => String(value).padStart(width, '0')

/** The directives of Python's strftime that file names use. */
const DIRECTIVES: ReadonlyMap<string, (date: Date) => string> = new Map<
  string,
  (date: Date) => string
>([
  ['Y', (date) => String(date.getFullYear())],
  ['y', (date) => pad(date.getFullYear() % 100)],
  ['m', (date) => pad(date.getMonth() + 1)],
  ['d', (date) => pad(date.getDate())],
  ['H', (date) => pad(date.getHours())],
  ['M', (date) => pad(date.getMinutes())],
  ['S', (date) => pad(date.getSeconds())],
  ['f', (date) => pad(date.getMilliseconds() * 1000, 6)],
  ['%', () => '%'],
])

/** `now:%Y-%m-%d`: the local time. */
const now: Resolver = ([format]) => {
  const date = new Date()
  const text = format === undefined ? '' : pythonStr(format)
  return new ScalarNode(
    text.replace(/%(.)/gs, (_, directive: string) => {
      const write = DIRECTIVES.get(directive)
      if (write === undefined) throw new ResolverError(`the directive %${directive} is not known`)
      return write(date)
    }),
  )
}

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
