/** Founding a market, for the command and for the page: an account with a second factor that was tried, then everything else in one act. */
import { SYSTEM } from '#kernel/actor.ts'
import type { Refusal, Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { FoundingInput } from '#modules/party/api.ts'
import { decideFounding, foundMarket, marketOrganisationId, newFoundingCode, tryFoundingCode, type Founded } from '#modules/party/index.ts'
import type { Auth } from '#platform/auth/auth.ts'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, passwordProblem, type PasswordProblem } from '#platform/auth/passwords.ts'
import type { SecondFactor } from '#platform/auth/enrolment.ts'
import type { Database } from '#platform/db/database.ts'
import type { Core } from './core.ts'

export interface FoundingService {
  readonly isFounded: () => Promise<boolean>
  /** A new one-time code for the founding page; null on a founded market. */
  readonly newCode: () => Promise<string | null>
  readonly isCode: (typed: string) => Promise<boolean>
  /** What is wrong with the plan before anything is made; null when nothing is. */
  readonly problem: (plan: FoundingInput) => Refusal | null
  /** The first administrator's account and the beginning of its second factor. It may do nothing yet. */
  readonly enrol: (plan: FoundingInput, password: string) => Promise<Result<SecondFactor>>
  /** With the code that the authenticator application shows: the market is there. */
  readonly found: (plan: FoundingInput, cookie: string, code: string) => Promise<Result<Founded & { readonly cookies: readonly string[] }>>
}

const PASSWORD_REFUSALS: Readonly<Record<PasswordProblem, string>> = {
  PASSWORD_TOO_SHORT: 'party.password_length',
  PASSWORD_TOO_LONG: 'party.password_length',
  PASSWORD_COMMON: 'party.password_common',
  PASSWORD_HAS_NAME: 'party.password_has_name',
}

/** Whoever is given an account chooses a password by the same rules as everybody; null when it is taken. */
export const passwordRefusal = (password: string, owner: { readonly email: string; readonly name: string }): Refusal | null => {
  const problem = passwordProblem(password, owner)
  const bounds = { least: MIN_PASSWORD_LENGTH, most: MAX_PASSWORD_LENGTH }
  return problem === null ? null : refuse(PASSWORD_REFUSALS[problem], bounds, { field: 'newPassword' }).refusal
}

interface Parts {
  readonly core: Core
  readonly auth: Auth
  readonly database: Database
}

export const openFounding = ({ core, auth, database }: Parts): FoundingService => {
  // What was founded stays founded: asked of the database only until then.
  let wasFounded = false
  const isFounded = async () => (wasFounded ||= (await marketOrganisationId(database.reader)) !== null)
  const problem: FoundingService['problem'] = (plan) => {
    const decided = decideFounding(plan, plan.administrator.address)
    return decided.ok ? null : decided.refusal
  }
  return {
    isFounded,
    newCode: async () => {
      const made = await core.road.run({ operation: 'party.newFoundingCode', actor: SYSTEM }, newFoundingCode)
      return made.ok ? made.value : null
    },
    isCode: async (typed) => {
      const tried = await core.road.run({ operation: 'party.tryFoundingCode', actor: SYSTEM }, (act) => tryFoundingCode(act, typed))
      return tried.ok && tried.value
    },
    problem,
    enrol: async (plan, password) => {
      const found = problem(plan)
      if (found) return { ok: false, refusal: found }
      if (await isFounded()) return refuse('party.founded.conflict', {})
      const { name, address } = plan.administrator
      const weak = passwordRefusal(password, { email: address, name })
      if (weak) return { ok: false, refusal: weak }
      const enrolment = await auth.enrolments.begin({ email: address, password, name })
      if (!enrolment.ok) return refuse(`party.administrator_${enrolment.problem}`, {}, { field: 'administrator.address' })
      return ok(enrolment.secondFactor)
    },
    found: async (plan, cookie, code) => {
      if (await isFounded()) return refuse('party.founded.conflict', {})
      const confirmed = await auth.enrolments.confirm(cookie, code)
      if (!confirmed) return refuse('party.second_factor_wrong', {}, { field: 'code' })
      const administrator = { ...plan.administrator, userId: confirmed.userId }
      const founded = await core.road.run({ operation: 'party.foundMarket', actor: SYSTEM }, (act) => foundMarket(act, { ...plan, administrator }))
      return founded.ok ? ok({ ...founded.value, cookies: confirmed.cookies }) : founded
    },
  }
}
