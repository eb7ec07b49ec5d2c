/** Words and colours of organisations that several pages share. */
import type { Lang } from '#kernel/bilingual.ts'
import type { OrganisationView } from '#modules/party/api.ts'
import { en, zh } from '#modules/party/messages.ts'
import type { Tone } from '../../ui/badges.tsx'

const messages: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { zh, en }

export const partyWord = (key: string, lang: Lang): string => messages[lang][key] ?? key

export const organisationTones: Readonly<Record<OrganisationView['state'], Tone>> = {
  registered: 'waiting',
  refused: 'failed',
  verified: 'done',
  suspended: 'failed',
  closed: 'neutral',
}

export const kindOptions = (lang: Lang, kinds: readonly OrganisationView['kind'][]) =>
  kinds.map((kind) => ({ value: kind, label: partyWord(`enum.party.kind.${kind}`, lang) }))

export const ALL_KINDS: readonly OrganisationView['kind'][] = ['university', 'institute', 'enterprise', 'broker', 'insurer', 'market', 'government']
export const ALL_STATES: readonly OrganisationView['state'][] = ['registered', 'verified', 'refused', 'suspended', 'closed']

/** What a licence comes as. */
export const LICENCE_FILES = '.pdf,.jpg,.jpeg,.png'
