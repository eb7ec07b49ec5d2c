/** For which houses somebody answers a question of first refusal: who exercises it buys, so these are the people who buy for the house. */
import { BUYER_ROLES, organisationsOf, type Actor } from '#kernel/actor.ts'
import type { Answer } from './core/first-refusal.ts'

export interface MyAnswer {
  /** Null: asked in person. */
  readonly organisationId: string | null
  readonly answer: Answer | null
}

export const housesOf = (actor: Actor): readonly string[] => organisationsOf(actor, ...BUYER_ROLES)
