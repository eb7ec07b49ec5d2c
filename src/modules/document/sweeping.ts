/** Quotas at the door, and the sweeping of files that nobody attached to anything. */
import { DAY_MS, later, type Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { rulesAt, type RuleSet } from '#modules/rulebook/index.ts'
import type { Act, View } from '#platform/command/act.ts'
import type { Task } from '#platform/command/module.ts'
import { checkRoom, MEBIBYTE, type Rooms } from './core/quota.ts'
import { documentFacts } from './facts.ts'
import { fileStore } from './files.ts'
import { isDigestInUse, lockName, sweep, usedBy } from './quota-store.ts'

const SWEEP_TASK = 'document.sweep'
const ERASE_TASK = 'document.erase'
/** Bytes go some time after their last entry, so that an answer that is on its way still finds them. */
const ERASE_AFTER_MS = DAY_MS

const allowed = (rules: RuleSet, key: string): number => rules.number(key) * MEBIBYTE

/** What the account and the organisation have used, and may use by the rules of the day. */
export const roomsOf = async ({ reader, actor, now }: Pick<View, 'reader' | 'actor' | 'now'>, organisationId: string | null): Promise<Rooms> => {
  const rules = await rulesAt(reader, now)
  const own = actor.personId === null ? { bytes: 0, unattachedBytes: 0 } : await usedBy(reader, { personId: actor.personId })
  return {
    account: { used: own.bytes, allowed: allowed(rules, actor.mandates.length === 0 ? 'files.newcomer.mebibytes' : 'files.person.mebibytes') },
    unattached: { used: own.unattachedBytes, allowed: allowed(rules, 'files.unattached.mebibytes') },
    organisation:
      organisationId === null ? null : { used: (await usedBy(reader, { organisationId })).bytes, allowed: allowed(rules, 'files.organisation.mebibytes') },
  }
}

/** Refuses what does not fit. Uploads of one owner queue here, so that many at once do not pass together. */
export const checkQuota = async (act: Act, file: { readonly size: number; readonly organisationId: string | null }): Promise<Result<null>> => {
  if (act.actor.kind === 'system') return ok(null)
  for (const owner of [act.actor.personId, file.organisationId]) if (owner !== null) await lockName(act.tx, owner)
  return checkRoom(await roomsOf({ reader: act.tx, actor: act.actor, now: act.now }, file.organisationId), file.size)
}

export const sweepBefore = async (reader: View['reader'], now: Instant): Promise<Instant> =>
  later(now, -(await rulesAt(reader, now)).number('files.unattached.days') * DAY_MS)

/** Looks at an upload when its time is over. */
export const planSweep = async (act: Act, documentId: string): Promise<void> => {
  const days = (await rulesAt(act.tx, act.now)).number('files.unattached.days')
  act.schedule({ key: `${SWEEP_TASK}:${documentId}`, task: SWEEP_TASK, payload: { id: documentId }, dueAt: later(act.now, days * DAY_MS) })
}

const sweepDue: Task = async (act, payload) => {
  const id = String(payload['id'])
  const sha256 = await sweep(act.tx, id, act.now)
  if (sha256 === null) return ok(null)
  act.publish(documentFacts.swept, { subject: id, body: { documentId: id, sha256 }, visibleTo: [] })
  act.schedule({ key: `${ERASE_TASK}:${sha256}`, task: ERASE_TASK, payload: { sha256 }, dueAt: later(act.now, ERASE_AFTER_MS) })
  return ok(null)
}

/** Frees the bytes unless somebody has brought the same ones meanwhile; whoever brings them now waits for this decision. */
const eraseDue: Task = async (act, payload) => {
  const sha256 = String(payload['sha256'])
  await lockName(act.tx, sha256)
  if (!(await isDigestInUse(act.tx, sha256))) await fileStore().remove(sha256)
  return ok(null)
}

export const tasks: Readonly<Record<string, Task>> = { [SWEEP_TASK]: sweepDue, [ERASE_TASK]: eraseDue }
