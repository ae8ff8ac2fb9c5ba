import * as v from 'valibot'
import { NUMBERS } from '../text/checkOptions.ts'

/** An option of which the function itself says what it takes. */
export const ANY = v.unknown()

/** Scores of events, and what they are. */
export const SCORES = { scores: NUMBERS, labels: NUMBERS }

/** What functions of labelled scores have in common. */
export const LABELLED = {
  positiveLabel: v.custom((value) => typeof value === 'number', 'expected a number'),
  weights: NUMBERS,
}

/** A number, whichever. */
export const NUMBER = LABELLED.positiveLabel
