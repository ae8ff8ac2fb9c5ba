import { expect, onTestFinished, test } from 'vitest'
import { Interruption } from './interruption.ts'

test('the exit code is that of the signal, whatever fails as the process ends', () => {
  const said: string[] = []
  const interruption = new Interruption((line) => said.push(line))
  const before = process.listeners('exit')
  interruption.begin()
  onTestFinished(() => interruption.end())
  const [onSignal] = process.listeners('SIGTERM')
  onSignal?.('SIGTERM')
  const [onExit] = process.listeners('exit').filter((listener) => !before.includes(listener))
  expect(onExit).toBeDefined()
  const { exitCode } = process
  process.exitCode = 1
  onExit?.(1)
  expect(process.exitCode).toBe(143)
  process.exitCode = exitCode
  if (onExit) process.off('exit', onExit)
  expect(said).toContain('Interrupted after the start. No report was written.')
})
