import { expect, test } from 'vitest'
import { columnTitle } from './columnTitles.ts'

test('gives known columns a name and their unit', () => {
  expect(columnTitle('total_time_s')).toBe('Training time (s)')
})

test('writes names of Greek letters as letters', () => {
  expect(columnTitle('beta')).toBe('β')
  expect(columnTitle('loss.kl_beta')).toBe('Loss kl β')
})

test('makes other columns readable', () => {
  expect(columnTitle('phase1.trainer.lr')).toBe('Phase1 trainer lr')
})
