/** The founding of a market: from an empty database to somebody who may give roles, in one act. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { SYSTEM, type Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { normalAddress } from '#platform/auth/account-rows.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { codeAsMeant } from './core/credit-code.ts'
import { decideFounding, type FoundingDraft } from './core/founding.ts'
import { addOrganisation, ensurePerson, giveMandate, organisationById } from './doors.ts'
import { partyFacts } from './facts.ts'
import { hashOf, inviteTo } from './invitations.ts'
import {
  countWrongTry,
  dropFoundingCode,
  lockFounding,
  lockFoundingCode,
  readMarketOrganisation,
  replaceBranches,
  replaceFoundingCode,
} from './store-joining.ts'

/** Organisation of the market itself; null while nobody has founded it. */
export const marketOrganisationId = (reader: Reader): Promise<string | null> => readMarketOrganisation(reader)

const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const CODE_SIGNS = 12
/** A guesser has this many of 31^12; afterwards only a new start makes a new code. */
const MOST_WRONG_TRIES = 20

/** A new code in groups of four, or null on a founded market. The one before is void. */
export const newFoundingCode = async (act: Act): Promise<Result<string | null>> => {
  await lockFounding(act.tx)
  if ((await readMarketOrganisation(act.tx)) !== null) return ok(null)
  const signs: string[] = []
  // 248 is the greatest multiple of 31 below 256: no sign is likelier than another.
  while (signs.length < CODE_SIGNS) for (const byte of randomBytes(CODE_SIGNS)) if (byte < 248) signs.push(CODE_ALPHABET[byte % CODE_ALPHABET.length] ?? '')
  const code = signs.slice(0, CODE_SIGNS).join('')
  await replaceFoundingCode(act.tx, hashOf(code), act.now)
  return ok(code.replaceAll(/(.{4})(?=.)/g, '$1-'))
}

/** True for the code that the last start printed. A wrong try is counted, so this must commit whatever it says. */
export const tryFoundingCode = async (act: Act, typed: string): Promise<Result<boolean>> => {
  const kept = await lockFoundingCode(act.tx)
  if (!kept || kept.wrongTries >= MOST_WRONG_TRIES) return ok(false)
  const isRight = timingSafeEqual(Buffer.from(hashOf(codeAsMeant(typed))), Buffer.from(kept.codeHash))
  if (!isRight) await countWrongTry(act.tx)
  return ok(isRight)
}

export interface Founding extends FoundingDraft {
  readonly administrator: { readonly userId: string; readonly name: string; readonly address: string }
}

export interface Founded {
  readonly organisationId: string
  readonly personId: string
  /** Links of the letters that were queued, in the order of the officers: for the operator's terminal. */
  readonly invitations: readonly { readonly address: string; readonly roles: readonly Role[]; readonly link: string }[]
}

const addVerified = (act: Act, kind: 'market' | 'government', body: { readonly name: Bilingual; readonly creditCode: string; readonly region: string }) =>
  addOrganisation(act, { kind, ...body, verified: true })

/** Everything or nothing. Refused on a market that is founded. */
export const foundMarket = async (act: Act, founding: Founding): Promise<Result<Founded>> => {
  await lockFounding(act.tx)
  if ((await readMarketOrganisation(act.tx)) !== null) return refuse('party.founded.conflict', {})
  const decided = decideFounding(founding, normalAddress(founding.administrator.address))
  if (!decided.ok) return decided
  const market = await addVerified(act, 'market', founding.market)
  if (!market.ok) return market
  await replaceBranches(act.tx, [{ region: founding.market.region, name: founding.market.name }, ...founding.branches])
  const personId = await ensurePerson(act, founding.administrator)
  await giveMandate(act, personId, { organisationId: market.value, role: 'admin' })
  const authority = founding.authority ? await addVerified(act, 'government', founding.authority) : null
  if (authority && !authority.ok) return authority
  const invitations: { address: string; roles: readonly Role[]; link: string }[] = []
  for (const officer of founding.officers) {
    const isRegulator = officer.roles.includes('regulator')
    const organisation = await organisationById(act.tx, isRegulator && authority ? authority.value : market.value)
    if (!organisation) throw new Error('the organisation that was just added is not there')
    const invited = await inviteTo(act, organisation, officer, SYSTEM)
    if (!invited.ok) return invited
    invitations.push({ address: officer.address, roles: officer.roles, link: invited.value.link })
  }
  await dropFoundingCode(act.tx)
  act.publish(partyFacts.market_founded, {
    subject: market.value,
    body: { organisationId: market.value, nameZh: founding.market.name.zh, nameEn: founding.market.name.en, branches: founding.branches.length },
  })
  return ok({ organisationId: market.value, personId, invitations })
}
