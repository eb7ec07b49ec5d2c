/**
 * Reads a workbook in a thread of its own. A sheet of two kilobytes may name one cell in the last row and the last column, and the reader lays out
 * every cell before it: that must cost the upload, never the market. Nor does a large sheet hold up bids while it is read.
 */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

const READER = createRequire(import.meta.url).resolve('read-excel-file/node')
const MAX_MEMORY_MB = 384
const MAX_READ_MS = 20_000

/** The thread knows only what stands here, so that it runs the same whichever way the program itself was started. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
require(workerData.reader).default(Buffer.from(workerData.bytes)).then(
  (sheets) => parentPort.postMessage((sheets[0]?.data ?? []).slice(0, workerData.maxRows)),
  () => parentPort.postMessage(null),
)`

export type Cell = string | number | boolean | Date | null

/** The first `maxRows` rows of the first sheet; null when the file is damaged, `too_large` when reading it takes more than it may. */
export const rowsOfWorkbook = (bytes: Uint8Array, maxRows: number): Promise<readonly (readonly Cell[])[] | null | 'too_large'> =>
  new Promise((resolve) => {
    const thread = new Worker(THREAD, {
      eval: true,
      execArgv: [],
      workerData: { reader: READER, bytes, maxRows },
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
    })
    const timer = setTimeout(() => finish('too_large'), MAX_READ_MS)
    const finish = (answer: readonly (readonly Cell[])[] | null | 'too_large') => {
      clearTimeout(timer)
      resolve(answer)
      void thread.terminate()
    }
    thread.once('message', finish)
    // Its memory ran out: the one error that the reading itself does not answer.
    thread.once('error', () => finish('too_large'))
  })
