/** Which values of a metric are the better ones. */
export type Better = 'lower' | 'higher'
