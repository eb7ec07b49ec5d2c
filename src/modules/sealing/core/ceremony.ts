/** What an officer's browser does with the own key: one share of what it was asked for, and of nothing else. */
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { SealingCrypto, ShareOpener } from './crypto.ts'
import { readHead, type Use } from './envelope.ts'
import { readPolicy } from './policy.ts'
import { openShare, policyDigest } from './seal.ts'

export interface Asked {
  /** As published. */
  readonly policy: string
  /** First line of the envelope after its name. */
  readonly head: string
  /** What the officer means to do. A server that hands out a bid as a rehearsal gets nothing. */
  readonly use: Use
  readonly key: string
}

/** Refused: the head is not of this box, this policy or this use; or the officer cannot read what was sealed to him, and whoever sealed it is to blame. */
export const ownShare = async (crypto: SealingCrypto, { policy: written, head: line, use, key }: Asked, open: ShareOpener): Promise<Result<Uint8Array>> => {
  const policy = readPolicy(written)
  const head = readHead(line)
  if (!policy) return refuse('sealing.policy_malformed')
  if (!head) return refuse('sealing.envelope_malformed')
  if (head.box !== policy.box) return refuse('sealing.other_box')
  if (head.policy !== (await policyDigest(crypto, written))) return refuse('sealing.other_policy')
  return head.use === use ? openShare(crypto, { head }, key, open) : refuse('sealing.other_use')
}

export interface SealedHead {
  readonly id: string
  readonly head: string
}

/** Of every envelope the own share, or null where it cannot be read; anything else stops the whole batch. */
export const releaseBatch = async (
  crypto: SealingCrypto,
  { policy, key, envelopes }: { readonly policy: string; readonly key: string; readonly envelopes: readonly SealedHead[] },
  open: ShareOpener,
  onProgress: (done: number) => void,
): Promise<Result<readonly { readonly envelopeId: string; readonly share: Uint8Array | null }[]>> => {
  const batch: { readonly envelopeId: string; readonly share: Uint8Array | null }[] = []
  for (const { id, head } of envelopes) {
    const share = await ownShare(crypto, { policy, head, use: 'bid', key }, open)
    if (!share.ok && share.refusal.code !== 'sealing.share_unreadable') return share
    batch.push({ envelopeId: id, share: share.ok ? share.value : null })
    onProgress(batch.length)
  }
  return ok(batch)
}
