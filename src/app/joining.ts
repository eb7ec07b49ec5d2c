/** Somebody without an account opens an invitation: the letter proves the address, so account and roles come in one step. */
import { SYSTEM } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { acceptInvitation, actorForUser, ensurePerson, openInvitationByToken } from '#modules/party/index.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Database } from '#platform/db/database.ts'
import type { Core } from './core.ts'
import { passwordRefusal } from './founding.ts'

interface Parts {
  readonly core: Core
  readonly auth: Auth
  readonly database: Database
  readonly now: () => Instant
}

export const openJoining =
  ({ core, auth, database, now }: Parts) =>
  async (joining: {
    readonly token: string
    readonly name: string
    readonly password: string
  }): Promise<Result<{ readonly address: string; readonly organisationId: string }>> => {
    const open = await openInvitationByToken(database.reader, joining.token, now())
    if (!open) return refuse('party.invitation_gone', {})
    const { address } = open.invitation
    const weak = passwordRefusal(joining.password, { email: address, name: joining.name })
    if (weak) return { ok: false, refusal: weak }
    const userId = await auth.enrolments.create({ email: address, password: joining.password, name: joining.name })
    if (userId === null) return refuse('party.invitation_has_account', {})
    await core.road.run({ operation: 'party.ensurePerson', actor: SYSTEM }, async (act) => ok(await ensurePerson(act, { userId, name: joining.name })))
    const actor = await actorForUser(database.reader, userId, now())
    const accepted = await core.road.run({ operation: 'party.acceptInvitation', actor }, (act) => acceptInvitation(act, { token: joining.token }))
    return accepted.ok ? ok({ address, organisationId: accepted.value.organisationId }) : accepted
  }
