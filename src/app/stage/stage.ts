/** The stage on which the demo's people act: only through operations, as anybody could. */
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Api } from '../core.ts'
import type { OrganisationKey } from '../demo/cast.ts'

export interface Stage {
  /** A client that acts as the person of the cast. */
  readonly as: (person: string) => Api
  readonly organisationId: (key: OrganisationKey) => string
  readonly personId: (key: string) => string
  readonly actorOf: (key: string) => Actor
  readonly settle: () => Promise<void>
  readonly now: () => Instant
}

/** An institution with the people who act for it. */
export interface Institution {
  readonly organisation: OrganisationKey
  /** The first discloses and represents the team. */
  readonly researchers: readonly string[]
  readonly tto: string
  readonly approvers: readonly [string, string]
}

export const INSTITUTIONS: Readonly<Record<'university' | 'polytechnic' | 'institute', Institution>> = {
  university: { organisation: 'university', researchers: ['researcher', 'researcher2', 'researcher3'], tto: 'tto', approvers: ['approver', 'approver2'] },
  polytechnic: {
    organisation: 'polytechnic',
    researchers: ['researcher.poly', 'researcher2.poly'],
    tto: 'tto.poly',
    approvers: ['approver.poly', 'approver2.poly'],
  },
  institute: {
    organisation: 'institute',
    researchers: ['researcher.inst', 'researcher2.inst'],
    tto: 'tto.inst',
    approvers: ['approver.inst', 'approver2.inst'],
  },
}

export const WAN = 10_000_00n
export const wan = (amount: number): string => String((BigInt(Math.trunc(amount * 100)) * WAN) / 100n)
