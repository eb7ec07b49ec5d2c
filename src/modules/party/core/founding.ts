/** What a market is founded with, and what is wrong with it. */
import type { Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Refusal } from '#kernel/result.ts'
import { codeAsMeant, creditCodeProblem } from './credit-code.ts'
import { decideDraft, rolesOf } from './organisation.ts'
import { isRegion, ZHEJIANG_CITIES } from './region.ts'

export interface FoundingBody {
  readonly name: Bilingual
  readonly creditCode: string
  readonly region: string
}

export interface FoundingDraft {
  readonly market: FoundingBody
  /** Cities and counties, besides the market itself. */
  readonly branches: readonly { readonly region: string; readonly name: Bilingual }[]
  /** The authority that supervises the market; regulators belong to it. */
  readonly authority?: FoundingBody | undefined
  readonly officers: readonly { readonly address: string; readonly roles: readonly Role[]; readonly lang: 'zh' | 'en'; readonly name?: Bilingual | undefined }[]
}

/** A branch in every city, where the market is a province's whose cities are known here; none otherwise. */
export const usualBranches = (market: { readonly name: Bilingual; readonly region: string }): { region: string; name: { zh: string; en: string } }[] =>
  market.region.normalize('NFKC').trim() === '330000'
    ? Object.entries(ZHEJIANG_CITIES).map(([code, [zh, en]]) => ({
        region: `${code}00`,
        name: { zh: `${market.name.zh}${zh.replace('市', '')}分市场`, en: market.name.en === '' ? '' : `${market.name.en}, ${en} Branch` },
      }))
    : []

/** A market that is not there yet has no clerk who could look at the licence: whoever founds it is told how to put the code right. */
const AT_FOUNDING: Readonly<Record<string, string>> = {
  'party.credit_code_check': 'party.founding_code_check',
  'party.credit_code_category': 'party.founding_code_category',
}

/** Of a code by itself, so that it can be asked for again before anything else is. */
export const foundingCodeRefusal = (typed: string): Refusal | null => {
  const problem = creditCodeProblem(codeAsMeant(typed))
  if (problem === null) return null
  const code = `party.credit_code_${problem}`
  return refuse(AT_FOUNDING[code] ?? code, {}, { field: 'creditCode' }).refusal
}

const decideBody = (kind: 'market' | 'government', body: FoundingBody, field: string) => {
  const draft = decideDraft({ kind, ...body })
  if (draft.ok) return ok(null)
  const { code, params, field: part = 'creditCode' } = draft.refusal
  return refuse(AT_FOUNDING[code] ?? code, params, { field: `${field}.${part}` })
}

/** Fields are named as in the draft. `ownAddress`: the first administrator's, who needs no invitation. */
export const decideFounding = (draft: FoundingDraft, ownAddress: string) => {
  const market = decideBody('market', draft.market, 'market')
  if (!market.ok) return market
  const regions = [draft.market.region, ...draft.branches.map(({ region }) => region)]
  const strange = regions.find((region) => !isRegion(region))
  if (strange !== undefined) return refuse('party.region_unknown', { region: strange }, { field: 'branches' })
  const twice = regions.find((region, index) => regions.indexOf(region) !== index)
  if (twice !== undefined) return refuse('party.branch_twice', { region: twice }, { field: 'branches' })
  if (draft.authority) {
    const authority = decideBody('government', draft.authority, 'authority')
    if (!authority.ok) return authority
  }
  const addresses = [ownAddress, ...draft.officers.map(({ address }) => address)]
  const repeated = addresses.find((address, index) => addresses.indexOf(address) !== index)
  if (repeated !== undefined) return refuse('party.officer_twice', { address: repeated }, { field: 'officers' })
  const regulators = draft.officers.filter(({ roles }) => roles.includes('regulator'))
  if (regulators.length > 0 && !draft.authority) return refuse('party.authority_missing', {}, { field: 'authority' })
  for (const { roles } of draft.officers) {
    const kind = roles.includes('regulator') ? 'government' : 'market'
    const role = roles.find((candidate) => !rolesOf(kind).includes(candidate))
    if (role) return refuse('party.role_not_of_kind', { role, kind }, { field: 'officers' })
  }
  return ok(null)
}
