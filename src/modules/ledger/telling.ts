/** How moves in the books become facts. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import type { Act } from '#platform/command/act.ts'
import { accountCode } from './core/accounts.ts'
import { moneyReaders } from './core/permit.ts'
import type { Posting } from './core/posting.ts'
import { ledgerFacts } from './facts.ts'

/** For the keepers of the books. */
export const tellPosted = (act: Act, transactionId: string, { purpose, subject, key, legs, reverses }: Posting): void =>
  act.publish(ledgerFacts.posted, {
    subject: transactionId,
    body: {
      transactionId,
      purpose,
      subject,
      key,
      reverses: reverses ?? null,
      legs: legs.map(({ account, side, amountMinor }) => [accountCode(account), side, String(amountMinor)] as const),
    },
    visibleTo: moneyReaders(act.actor, []),
  })

interface HoldFact {
  readonly id: string
  readonly subject: string
  readonly purpose: string
  readonly organisationId: string
  readonly amountMinor: bigint
}

const holdBody = (hold: HoldFact) => ({
  holdId: hold.id,
  subject: hold.subject,
  purpose: hold.purpose,
  organisationId: hold.organisationId,
  amountMinor: String(hold.amountMinor),
})
type KnownHold = ReturnType<typeof holdBody>

export const tellHold = <Kind extends FactWith<KnownHold, 'named'>>(act: Act, hold: HoldFact, fact: Kind, rest: Omit<Told<Kind>, keyof KnownHold>): void =>
  act.publish(fact, {
    subject: hold.id,
    related: [hold.subject],
    body: whole(fact, holdBody(hold), rest),
    visibleTo: moneyReaders(act.actor, [hold.organisationId]),
  })

/** What was captured belongs to the timeline of what it went to as well. */
export const tellCaptured = (act: Act, hold: HoldFact, toSubject: string): void =>
  act.publish(ledgerFacts.hold_captured, {
    subject: hold.id,
    related: [hold.subject, toSubject],
    body: { ...holdBody(hold), toSubject },
    visibleTo: moneyReaders(act.actor, [hold.organisationId]),
  })

interface Release {
  readonly contractId: string
  readonly toOrganisationId: string
  readonly amountMinor: bigint
  readonly transactionId: string
}

export const tellReleased = (act: Act, release: Release): void =>
  act.publish(ledgerFacts.escrow_released, {
    subject: release.contractId,
    body: { ...release, amountMinor: String(release.amountMinor) },
    visibleTo: moneyReaders(act.actor, [release.toOrganisationId]),
  })
