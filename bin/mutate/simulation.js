/** The tag of tests that draw thousands of samples, which would take minutes for each mutant. */
export const SIMULATION = {
  name: 'simulation',
  description: 'Draws thousands of samples. Mutation tests run without it.',
}

/** A plugin of Vitest that leaves out the tests with this tag. */
export const withoutSimulations = {
  name: 'without-simulations',
  configureVitest({ vitest }) {
    vitest.config.tagsFilter = [`!${SIMULATION.name}`]
  },
}
