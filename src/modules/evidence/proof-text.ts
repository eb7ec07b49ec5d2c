/** Writes proof files; their format is specified in this module's README. */
import { base64 } from './note.ts'

export interface ProofParts {
  readonly vkey: string
  readonly leaf: Uint8Array
  /** Only for those who may read the body. */
  readonly content: { readonly bodyText: string; readonly salt: Uint8Array } | null
  readonly index: bigint
  readonly path: readonly Uint8Array[]
  readonly note: string
}

export const proofFileText = ({ vkey, leaf, content, index, path, note }: ProofParts): string =>
  [
    'zhepai-proof@v1',
    `vkey ${vkey}`,
    `leaf ${Buffer.from(leaf).toString('utf8')}`,
    ...(content ? [`body ${content.bodyText}`, `salt ${base64(content.salt)}`] : []),
    '',
    'c2sp.org/tlog-proof@v1',
    `index ${index}`,
    ...path.map(base64),
    '',
    note,
  ].join('\n')
