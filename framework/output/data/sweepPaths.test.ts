import { expect, test } from 'vitest'
import { sweepPaths } from './sweepPaths.ts'

test('paths begin with the name of the folder that holds all runs', () => {
  const { relative } = sweepPaths(['/home/me/multirun/exp_1/0', '/home/me/multirun/exp_1/1'], '/')
  expect(relative('/home/me/multirun/exp_1/0')).toBe('exp_1/0')
})

test('runs of several sweeps keep the names of both', () => {
  const { relative } = sweepPaths(['/data/a/0', '/data/ab/0'], '/')
  expect([relative('/data/a/0'), relative('/data/ab/0')]).toEqual(['data/a/0', 'data/ab/0'])
})

test('a path that was typed relative to the working directory is the same run', () => {
  const { relative } = sweepPaths(['../multirun/0', '/home/multirun/1'], '/home/me')
  expect(relative('../multirun/0')).toBe('multirun/0')
})

test('sentences lose the part of a path that tells about the machine', () => {
  const { inText } = sweepPaths(['/home/me/sweep/0', '/home/me/sweep/1'], '/')
  expect(inText('/home/me/sweep/0: no end; /home/me/x')).toBe('sweep/0: no end; x')
})

test('cells have runs that way where they are absolute, and all else as it is', () => {
  const { inCell } = sweepPaths(['/home/me/sweep/0', 'sweep/1'], '/home/me')
  expect(inCell('/home/me/sweep/0')).toBe('sweep/0')
  expect(inCell('/home/me/sweep/0 /home/me/sweep/1')).toBe('sweep/0 sweep/1')
  expect(inCell('sweep/1')).toBe('sweep/1')
  expect(inCell('/data/events.h5')).toBe('/data/events.h5')
})

test('runs that share no folder have names without the root of the disk', () => {
  const { inCell } = sweepPaths(['/a/0', '/b/0'], '/')
  expect([inCell('/a/0'), inCell('1/2')]).toEqual(['a/0', '1/2'])
})

test('a run at the root of the disk leaves sentences alone', () => {
  expect(sweepPaths(['/run'], '/').inText('1/2 of /run')).toBe('1/2 of /run')
})
