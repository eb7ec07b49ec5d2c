/** Organisations, people, their log-ins and bank accounts: what exists before the first act. */
import { SYSTEM, type Actor } from '#kernel/actor.ts'
import type { Result } from '#kernel/result.ts'
import { openDemoChart } from '#modules/payment/index.ts'
import { addOrganisation, addPerson } from '#modules/party/index.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { Core } from '../core.ts'
import { inventedCreditCode } from '../stage/credit-code.ts'
import { DEMO_PASSWORD, demoEmail, demoOrganisations, demoPeople, type OrganisationKey } from './cast.ts'

export interface LaidCast {
  readonly organisations: ReadonlyMap<OrganisationKey, string>
  readonly actors: ReadonlyMap<string, Actor>
}

const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`the demo was refused: ${result.refusal.code} ${JSON.stringify(result.refusal.params)}`)
  return result.value
}

const PUBLIC_BODIES = new Set(['university', 'institute', 'government'])

/** The registration body `DEM0` marks it as invented. */
const demoCreditCode = (kind: string, region: string, serial: number): string =>
  inventedCreditCode(`${PUBLIC_BODIES.has(kind) ? '12' : '91'}${region}DEM0`, serial)

/** The partner market comes along where time can go on before it: the market itself is the oldest of its kind. */
export const layCast = async (core: Core, auth: Pick<Auth, 'createAccount'>, onward?: () => void): Promise<LaidCast> => {
  const organisations = new Map<OrganisationKey, string>()
  for (const [index, { key, kind, name, region }] of demoOrganisations.entries()) {
    if (key === 'partner') {
      if (!onward) continue
      onward()
    }
    const laid = await core.road.run({ operation: 'demo.organisation', actor: SYSTEM }, (act) =>
      addOrganisation(act, { kind, name, region, creditCode: demoCreditCode(kind, region, index + 1), verified: true }),
    )
    organisations.set(key, must(laid))
  }
  // Password hashing is slow on purpose; accounts are made side by side.
  const users = new Map(
    await Promise.all(
      demoPeople.map(async ({ key, name }) => [key, await auth.createAccount({ email: demoEmail(key), password: DEMO_PASSWORD, name: name.zh })] as const),
    ),
  )
  const actors = new Map<string, Actor>()
  for (const { key, name, organisation, roles } of demoPeople) {
    const organisationId = organisations.get(organisation)
    const userId = users.get(key)
    if (organisation === 'partner' && !organisationId) continue
    if (!organisationId || !userId) throw new Error(`the demo person ${key} has no organisation or account`)
    const mandates = roles.map((role) => ({ role, organisationId }))
    const personId = must(await core.road.run({ operation: 'demo.person', actor: SYSTEM }, (act) => addPerson(act, { userId, name, mandates })))
    actors.set(key, { kind: 'person', personId, mandates })
  }
  return { organisations, actors }
}

/** Everybody names the account that money is paid to; organisations also what their contracts name. */
export const layBankAccounts = async (core: Core, cast: LaidCast): Promise<void> => {
  const as = (key: string) => core.as(cast.actors.get(key) ?? SYSTEM)
  must(await core.road.run({ operation: 'demo.bank', actor: SYSTEM }, openDemoChart))
  for (const [index, { key, name }] of demoPeople.entries()) {
    const personId = cast.actors.get(key)?.personId
    if (personId)
      await as(key).party.setPayoutAccount({
        holderId: personId,
        accountName: name.zh,
        number: `DEMO62${String(10_000_000 + index)}`,
        bankName: '示范银行（演示）',
      })
  }
  for (const [index, { key, name }] of demoOrganisations.entries()) {
    const organisationId = cast.organisations.get(key)
    const agent = demoPeople.find((person) => person.organisation === key && person.roles.some((role) => role === 'approver' || role === 'enterprise'))
    if (!organisationId || !agent) continue
    await as(agent.key).party.setPayoutAccount({
      holderId: organisationId,
      accountName: name.zh,
      number: `DEMO91${String(10_000_000 + index)}`,
      bankName: '示范银行（演示）',
    })
    await as(agent.key).party.setParticulars({ id: organisationId, address: `示范路${index + 1}号（演示）`, representative: agent.name.zh })
  }
}
