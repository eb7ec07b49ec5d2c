/** Forms that a signed-in person is filling in: kept as they type, read by nobody else, told to nobody. */
import { toIso } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Commands, Queries } from '#platform/command/module.ts'
import type { accountContract } from './api.ts'
import { keepable, MOST_DRAFT_BYTES, MOST_SAVES_PER_MINUTE } from './core/draft.ts'
import { draftsAt, dropBeyond, dropDraft, lockDraft, paceOf, saveDraft } from './drafts-store.ts'

const nobody = () => refuse('request.unauthorized')

export const draftQueries: Queries<typeof accountContract, 'drafts'> = {
  drafts: {
    mine: async ({ reader, actor }, { place }) => {
      if (actor.personId === null) return nobody()
      const rows = await draftsAt(reader, actor.personId, place)
      return ok({ items: rows.map(({ form, body, basis, version, savedAt }) => ({ form, typed: body, basis, version, savedAt: toIso(savedAt) })) })
    },
  },
}

/** What was typed last wins; who typed before it, in another window or on another device, is told. */
export const draftCommands: Commands<typeof accountContract, 'keepDraft' | 'dropDraft'> = {
  keepDraft: async (act, { place, form, typed, basis, seen }) => {
    const { personId } = act.actor
    if (personId === null) return nobody()
    if ((await paceOf(act.tx, personId, act.now)) > MOST_SAVES_PER_MINUTE) return refuse('account.too_many_saves', { max: MOST_SAVES_PER_MINUTE })
    const body = keepable(typed)
    if (Buffer.byteLength(JSON.stringify(body)) > MOST_DRAFT_BYTES) return refuse('account.draft_too_large', { max: MOST_DRAFT_BYTES / 1024 })
    const key = { personId, place, form }
    const kept = (await lockDraft(act.tx, key))?.version ?? 0
    await saveDraft(act.tx, { ...key, body, basis, version: Math.max(kept, seen) + 1, savedAt: act.now })
    if (kept === 0) await dropBeyond(act.tx, personId)
    return ok({ version: Math.max(kept, seen) + 1, savedAt: toIso(act.now), wasElsewhere: kept !== seen })
  },

  dropDraft: async (act, { place, form }) => {
    const { personId } = act.actor
    if (personId === null) return nobody()
    return ok({ wasKept: await dropDraft(act.tx, { personId, place, form }) })
  },
}
