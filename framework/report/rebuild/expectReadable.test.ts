import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { expectReadable } from './expectReadable.ts'

const whole = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'run_dir', data: ['a', 'b', 'c'], type: 'STRING' },
      { name: 'acc', data: [0.5, 0.25, 0.125], type: 'DOUBLE' },
    ],
  }),
)

test('a file that can be read passes', async () => {
  await expect(expectReadable('runs.parquet', whole)).resolves.toBeUndefined()
})

test('one that is no Parquet is refused with the reason', async () => {
  await expect(expectReadable('r/runs.parquet', Buffer.from('PAR1'))).rejects.toMatchObject({
    code: 'REPORT_DAMAGED',
    message: expect.stringMatching(/^r\/runs\.parquet cannot be read \(.+\)\.$/),
  })
})

test('one over which the reader loops forever is refused', async () => {
  const damaged = Uint8Array.from(whole)
  // The type of a page's header, which hyparquet then never leaves.
  damaged[19] = 6
  await expect(expectReadable('runs.parquet', damaged)).rejects.toThrow(
    'runs.parquet cannot be read (it takes longer than 1.5 s, as a damaged file does).',
  )
})
