/** Acts of an administrator on accounts. Each is told to the owner or written to the security log in the same transaction. */
import { actorIdOf } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { accountById, clearFactors, endSessions, setDisabled } from '#platform/auth/administration.ts'
import { letterOf } from '#platform/auth/letters.ts'
import type { SecurityKind } from '#contract/security-events.ts'
import { recordEvent } from '#platform/auth/security-log.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { personById } from '#modules/party/index.ts'
import type { accountContract } from './api.ts'
import { NOTICE_VERSION } from './core/processing-notice.ts'
import { draftCommands } from './drafts.ts'
import { erasureCommandsFor, type Parts } from './erasing.ts'
import { keepReading } from './notice-store.ts'

const notFound = (id: string) => refuse('account.not_found', { id })

type Account = NonNullable<Awaited<ReturnType<typeof accountById>>>

/** Nobody shuts themselves out, or takes their own second factor away by their office. */
const isOwn = async ({ tx, actor }: Act, id: string): Promise<boolean> => actor.personId !== null && (await personById(tx, actor.personId))?.userId === id

const others = async (act: Act, id: string): Promise<Result<Account>> => {
  const account = await accountById(act.tx, id)
  if (!account) return notFound(id)
  return (await isOwn(act, id)) ? refuse('account.own.forbidden', {}) : ok(account)
}

const written = (act: Act, kind: SecurityKind, accountId: string, detail: Readonly<Record<string, string | number>>): Promise<void> =>
  recordEvent(act.tx, { kind, accountId, address: '', agent: '', detail: { by: actorIdOf(act.actor), ...detail } }, act.now)

export const commandsFor = (
  publicUrl: string,
  parts: Parts,
): Commands<
  typeof accountContract,
  'endSessions' | 'disable' | 'enable' | 'clearFactors' | 'keepDraft' | 'dropDraft' | 'readNotice' | 'askErasure' | 'withdrawErasure'
> => ({
  ...erasureCommandsFor(parts),
  ...draftCommands,

  readNotice: async (act, { version }) => {
    if (act.actor.personId === null) return refuse('request.unauthorized')
    if (version !== NOTICE_VERSION) return refuse('account.notice_outdated', { version: NOTICE_VERSION })
    return ok({ readAt: await keepReading(act.tx, { personId: act.actor.personId, version, at: act.now }) })
  },

  endSessions: async (act, { id, sessionId }) => {
    if (!(await accountById(act.tx, id))) return notFound(id)
    const ended = await endSessions(act.tx, id, sessionId)
    await written(act, 'session_ended', id, { ended })
    return ok({ ended })
  },

  disable: async (act, { id, reason }) => {
    const account = await others(act, id)
    if (!account.ok) return account
    if (account.value.disabledAt !== null) return refuse('account.disabled.conflict', {})
    await setDisabled(act.tx, id, reason)
    await written(act, 'account_disabled', id, { reason })
    return ok({})
  },

  enable: async (act, { id }) => {
    const account = await accountById(act.tx, id)
    if (!account) return notFound(id)
    if (account.disabledAt === null) return refuse('account.enabled.conflict', {})
    await setDisabled(act.tx, id, null)
    await written(act, 'account_enabled', id, {})
    return ok({})
  },

  clearFactors: async (act, { id, reason }) => {
    const account = await others(act, id)
    if (!account.ok) return account
    await clearFactors(act.tx, id)
    await written(act, 'factors_cleared', id, { reason })
    const lang = account.value.lang === 'en' ? 'en' : 'zh'
    await queueMail(
      act,
      letterOf({ kind: 'factors_cleared', link: `${publicUrl}/${lang}/recover` }, { email: account.value.email, name: account.value.name, lang }),
    )
    return ok({})
  },
})
