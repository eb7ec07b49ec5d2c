/** Domicile and legal representative of an organisation, as its contracts name them. */
import { ok, refuse } from '#kernel/result.ts'
import type { Commands } from '#platform/command/module.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { partyContract } from './api.ts'
import { maySetParticulars } from './core/account.ts'
import { organisationById } from './doors.ts'
import { partyFacts } from './facts.ts'
import { NO_PARTICULARS, readParticulars, saveParticulars, type Particulars } from './store-particulars.ts'

export const particularsOf = async (reader: Reader, organisationId: string): Promise<Particulars> =>
  (await readParticulars(reader, [organisationId])).get(organisationId) ?? NO_PARTICULARS

export const particularsCommands: Commands<typeof partyContract, 'setParticulars'> = {
  setParticulars: async (act, { id, address, representative }) => {
    const { personId } = act.actor
    const organisation = await organisationById(act.tx, id)
    if (!organisation || personId === null || !maySetParticulars(act.actor, id)) return refuse('party.not_found', { id })
    await saveParticulars(act.tx, id, { address, representative }, { by: personId, at: act.now })
    act.publish(partyFacts.particulars_set, { subject: id, body: { organisationId: id, address, representative }, visibleTo: [id] })
    return ok({ address, representative })
  },
}
