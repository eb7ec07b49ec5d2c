/** A contract and people for the tests of this core. */
import type { Actor, Role } from '#kernel/actor.ts'
import type { ContractState } from './lifecycle.ts'
import type { ContractView } from './permit.ts'

export const of = (...mandates: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId: 'per_1',
  mandates: mandates.map(([role, organisationId]) => ({ role, organisationId })),
})

export const contract = (state: ContractState, change: Partial<ContractView> = {}): ContractView => ({
  state,
  sellerOrganisationId: 'org_seller',
  buyerOrganisationId: 'org_buyer',
  saleSha256: 'sale',
  contractSha256: 'text',
  confirmations: [],
  signBy: null,
  paidAt: null,
  demandedAt: null,
  cureEndsAt: null,
  handoverDueAt: null,
  acceptanceDueAt: null,
  registrationDueAt: null,
  silenceDays: 15,
  rejections: 0,
  isRegistered: false,
  filing: null,
  rescission: null,
  dispute: null,
  statements: [],
  split: null,
  ...change,
})

export const codeOf = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }): string | undefined =>
  result.ok ? 'ok' : result.refusal?.code
