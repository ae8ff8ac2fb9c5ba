import { expect, test } from 'vitest'
import { exactNumber, placeText, sizeText, worseOrBetter } from './gateNumbers.ts'

test('limits are written with all their digits, without those of rounding', () => {
  expect([exactNumber(0.1 + 0.2), exactNumber(1.23456789)]).toEqual(['0.3', '1.23456789'])
  expect([sizeText(0.07, true), sizeText(0.07, false)]).toEqual(['7 %', '0.07'])
})

test('how far a number is from its limit, and on which side', () => {
  expect(placeText(0.055, 0.05)).toBe('0.005 above it')
  expect(placeText(0.0345678, 0.05)).toBe('0.015 below it')
  expect(placeText(0.05, 0.05)).toBe('exactly at it')
  expect(placeText(0.125, 0.1, true)).toBe('2.5 percentage points above it')
  expect(placeText(1, 2, true)).toBe('100 percentage points below it')
  expect(placeText(0.11, 0.1, true)).toBe('1 percentage point above it')
})

const WORSENING = { isShare: false, divergesMore: false }

test('without an interval the estimate stands alone', () => {
  const none = { ...WORSENING, low: Number.NaN, high: Number.NaN }
  expect(worseOrBetter({ ...none, estimate: 0.1234 })).toBe('worse by 0.12')
  expect(worseOrBetter({ ...none, estimate: -0.1234, isShare: true })).toBe('better by 12 %')
})

test('no difference is neither better nor worse', () => {
  const none = { ...WORSENING, low: Number.NaN, high: Number.NaN }
  expect(worseOrBetter({ ...none, estimate: 0, isShare: true })).toBe('neither better nor worse')
  expect(worseOrBetter({ ...none, estimate: 1e-17 })).toBe('neither better nor worse')
  const shared = { ...WORSENING, isShare: true, low: -0.0172, high: 0.0175 }
  expect(worseOrBetter({ ...shared, estimate: -1e-17 })).toBe(
    'neither better nor worse (95 % interval from 1.75 % worse to 1.72 % better)',
  )
})

test('an interval may begin at no difference', () => {
  expect(worseOrBetter({ ...WORSENING, estimate: 1, low: 0, high: 2 })).toBe(
    'worse by 1.00 (95 % interval 0.00 to 2.00)',
  )
})
