import type { Trial } from './trial.ts'

/** A number that the user noted of a trial measures something; texts, booleans and lists do not. */
export function takeUserAttribute(trial: Trial, name: string, value: unknown): void {
  if (typeof value === 'number') trial.userNumbers.set(name, value)
  else trial.userNumbers.delete(name)
}

/** The texts of a list; none of anything else. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : []
}
