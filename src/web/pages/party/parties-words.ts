/** Words and colours of organisations that several pages share. */
import type { OrganisationView } from '#modules/party/api.ts'
import { en, zh } from '#modules/party/messages.ts'
import { roomWords } from '../../i18n/room-words.ts'
import type { Tone } from '../../ui/badges.tsx'

export const { word: partyWord, state: partyStateWord, options: partyOptions } = roomWords('party', { zh, en })

export const organisationTones: Readonly<Record<OrganisationView['state'], Tone>> = {
  registered: 'waiting',
  refused: 'failed',
  verified: 'done',
  suspended: 'failed',
  closed: 'neutral',
}

/** By which organisations are added and found; natural persons come with their deal. */
export const ALL_KINDS = [
  'university',
  'institute',
  'enterprise',
  'broker',
  'insurer',
  'market',
  'government',
] as const satisfies readonly OrganisationView['kind'][]
export const ALL_STATES: readonly OrganisationView['state'][] = ['registered', 'verified', 'refused', 'suspended', 'closed']

/** What a licence comes as. */
export const LICENCE_FILES = '.pdf,.jpg,.jpeg,.png'
