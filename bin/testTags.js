/** The tag of tests that draw thousands of samples, which would take minutes for each mutant. */
export const SIMULATION = {
  name: 'simulation',
  description: 'Draws thousands of samples. Mutation tests run without it.',
}

/** The tag of tests that build checkouts or projects, break disks, try thousands of inputs or compare many pictures. */
export const SLOW = {
  name: 'slow',
  description:
    'Takes five seconds or more. npm test runs without it, npm run test:all and CI with it.',
}

/** A plugin of Vitest that leaves out the tests with this tag. */
export const withoutSimulations = {
  name: 'without-simulations',
  configureVitest({ vitest }) {
    vitest.config.tagsFilter = [`!${SIMULATION.name}`]
  },
}
