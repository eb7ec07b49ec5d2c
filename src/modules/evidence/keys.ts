/** What an operator does with the log's key: hand it over to a new one, or take a new one into use when it is lost. Both are told by the log itself. */
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { signerAfter, type KeyChangeHow } from './core/keys.ts'
import { evidenceFacts } from './facts.ts'
import { keyIdOf } from './note.ts'
import { holdsKey, keyDirectory, makeNextKey } from './signer.ts'
import { latestCheckpoint, logName } from './store.ts'
import { insertKey, keyChanges, type KeyRow } from './store-keys.ts'

export interface KeyState {
  /** The key that must sign next; null for a log that has never been signed. */
  readonly vkey: string | null
  /** Whether this machine can sign with it. */
  readonly isHere: boolean
  readonly changes: readonly KeyRow[]
}

/** The newest key of the line: the one that signs, or is about to. */
const newestKey = (vkey: string, changes: readonly KeyRow[]): string => {
  const next = changes.find(({ previous }) => previous === vkey)
  return next ? newestKey(next.vkey, changes) : vkey
}

/** Which key must sign and whether it is on this machine. */
export const keyState = async (reader: Reader, dataDirectory: string): Promise<KeyState> => {
  const [log, checkpoint, changes] = await Promise.all([logName(reader), latestCheckpoint(reader), keyChanges(reader)])
  if (!log || !checkpoint) return { vkey: null, isHere: true, changes }
  const vkey = signerAfter(checkpoint.vkey, checkpoint.size, changes)
  return { vkey, isHere: holdsKey({ directory: keyDirectory(dataDirectory), ...log }, vkey), changes }
}

/**
 * A new key follows the present one. `handed_over` needs the present key here, which signs the tree that names the new one; `accepted` is for a present
 * key that is lost. The new key is made on disk first: a key that no log names does no harm.
 */
export const changeKey = async (
  act: Act,
  change: { readonly dataDirectory: string; readonly how: KeyChangeHow; readonly reason: string },
): Promise<Result<{ readonly vkey: string; readonly previous: string }>> => {
  const [log, checkpoint, changes] = [await logName(act.tx), await latestCheckpoint(act.tx), await keyChanges(act.tx)]
  if (!log || !checkpoint) return refuse('evidence.log_unsigned')
  const place = { directory: keyDirectory(change.dataDirectory), ...log }
  const previous = newestKey(checkpoint.vkey, changes)
  const isHere = holdsKey(place, previous)
  if (change.how === 'handed_over' && !isHere) return refuse('evidence.key_missing', { vkey: previous })
  if (change.how === 'accepted' && isHere) return refuse('evidence.key_not_lost', { vkey: previous })
  const vkey = makeNextKey(place)
  const id = `key_${keyIdOf(vkey)}`
  await insertKey(act.tx, { id, vkey, previous, how: change.how, reason: change.reason, at: act.now })
  act.publish(change.how === 'accepted' ? evidenceFacts.key_accepted : evidenceFacts.key_handed_over, {
    subject: id,
    body: { vkey, previous, reason: change.reason },
  })
  return ok({ vkey, previous })
}
