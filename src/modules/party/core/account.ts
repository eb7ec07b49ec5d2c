/** Bank accounts for payouts: whose they must be, and how much of a number people see. */
import type { Actor } from '#kernel/actor.ts'
import { holdsRole } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'

const SHOWN_SIGNS = 4

/** `**** **** 1234`: enough to recognise, too little to use. */
export const maskedNumber = (number: string): string => `${'*'.repeat(4)} ${'*'.repeat(4)} ${number.slice(-SHOWN_SIGNS)}`

/** Account names differ by blanks and by the width of brackets, never by words. */
const plainName = (name: string): string => name.replaceAll(/\s/gu, '').replaceAll('（', '(').replaceAll('）', ')').toLowerCase()

/** Money goes to an account in the holder's own name only. */
export const checkAccountName = (accountName: string, holderNames: readonly string[]) =>
  holderNames.some((name) => name !== '' && plainName(name) === plainName(accountName))
    ? ok(null)
    : refuse('party.account_name_differs', {}, { field: 'accountName' })

export const maySetAccount = (actor: Actor, holderId: string): boolean =>
  actor.personId === holderId || holdsRole(actor, 'approver', holderId) || holdsRole(actor, 'enterprise', holderId) || holdsRole(actor, 'tto', holderId)

/** Domicile and legal representative stand in every contract: who may sign for the organisation answers for them. */
export const maySetParticulars = (actor: Actor, organisationId: string): boolean =>
  holdsRole(actor, 'approver', organisationId) || holdsRole(actor, 'enterprise', organisationId) || holdsRole(actor, 'tto', organisationId)

export const maySeeAccount = (actor: Actor, holderId: string): boolean => holdsRole(actor, 'finance') || maySetAccount(actor, holderId)
