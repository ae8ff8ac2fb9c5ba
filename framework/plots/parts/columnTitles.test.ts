import { describe, expect, it } from 'vitest'
import { columnTitle, shorten } from './columnTitles.ts'

it('gives known columns a name and their unit', () => {
  expect(columnTitle('total_time_s')).toBe('Training time (s)')
})

it('makes other columns readable', () => {
  expect(columnTitle('phase1.trainer.lr')).toBe('Phase1 trainer lr')
})

describe('a long name', () => {
  it('keeps both of its ends', () => {
    expect(shorten('run_20251103_experiment_job17', 12)).toBe('run_20…job17')
  })

  it('counts East Asian letters as two', () => {
    expect(shorten('漢字漢字漢字', 6)).toBe('漢字…字')
  })

  it('is left as it is where it fits', () => {
    expect(shorten('a\n b', 3)).toBe('a b')
  })
})
