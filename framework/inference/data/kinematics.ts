/** An angle brought into [-π, π). */
export function wrapPhi(phi: number): number {
  return phi - 2 * Math.PI * Math.floor((phi + Math.PI) / (2 * Math.PI))
}

/** m² = E² - (pT cosh η)², or 0 where rounding made it negative; GeV². */
export function massSquared(energy: number, pt: number, eta: number): number {
  return Math.max(0, energy ** 2 - (pt * Math.cosh(eta)) ** 2)
}

/** The energy of an object of this mass, transverse momentum and pseudorapidity; GeV. */
export function energyOf(massSquared: number, pt: number, eta: number): number {
  return Math.sqrt(massSquared + (pt * Math.cosh(eta)) ** 2)
}
