import { expect, test } from 'vitest'
import { executionProviders } from './executionProviders.ts'
import { loadOnnxRuntime } from './onnxRuntime.ts'

test('auto is the CPU', async () => {
  expect(executionProviders('auto', await loadOnnxRuntime())).toEqual(['cpu'])
})

// The package lists CUDA for this platform, whether its libraries were downloaded or not.
test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'CUDA without its libraries is refused with their names, before any model',
  async () => {
    const runtime = await loadOnnxRuntime()
    expect(runtime.module.listSupportedBackends?.().map(({ name }) => name)).toContain('cuda')
    expect(() => executionProviders('cuda', runtime)).toThrow(
      /inference\.device=cuda: libonnxruntime_providers_shared\.so and libonnxruntime_providers_cuda\.so are not in .*docs\/inference\.md/,
    )
  },
)

test('a provider that does not exist is refused with those that do', async () => {
  const runtime = await loadOnnxRuntime()
  expect(() => executionProviders('abacus', runtime)).toThrow(
    /inference\.device=abacus: onnxruntime-node has no such execution provider; it has: auto, cpu/,
  )
})
