/** A checkpoint that was kept outside the market: as published, or as the last part of a proof file. */
import { readFileSync } from 'node:fs'
import { verifyProofFile } from '#modules/evidence/verify/verify-file.ts'
import type { KnownCheckpoint } from '#modules/evidence/index.ts'
import { startProblem } from '#platform/config/start-problem.ts'

/** Origin, size, root, an empty line, at least one signature: c2sp.org/tlog-checkpoint. */
const NOTE = /^(\S[^\n]*)\n(0|[1-9]\d{0,18})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*\n(?:\u2014 \S+ \S+\n)+$/u

/** Throws in words when the file is neither, or a proof that does not hold. */
export const readKnownCheckpoint = (file: string): KnownCheckpoint => {
  const text = readFileSync(file, 'utf8')
  const isProof = text.startsWith('zhepai-proof@v1\n')
  const note = isProof ? text.split('\n\n').slice(-2).join('\n\n') : text
  const [, origin, size, root] = NOTE.exec(note) ?? []
  if (origin === undefined || size === undefined || root === undefined || (isProof && !verifyProofFile(text).ok))
    throw startProblem(
      `${file} 不是存证日志的检查点，也不是有效的证明文件。`,
      `${file} is neither a checkpoint of an evidence log nor a proof file that holds.`,
    )
  return { origin, size: BigInt(size), root }
}
