/** Addresses of organisations, people and their roles. */
import { place } from '../../i18n/place.ts'

export const organisationPage = () => place`/desk/organisation`
/** A relation that waits for an answer of one's own organisation. */
export const organisationClaim = (organisationId: string, claimId: string) => place`/desk/organisation?org=${organisationId}#${claimId}`
export const partiesPage = () => place`/desk/parties`
export const partiesFile = () => place`/desk/parties/file`
export const partiesOf = (kind: string) => place`/desk/parties?kind=${kind}`
export const partyPage = (id: string) => place`/desk/parties/${id}`
export const partyClaim = (id: string, claimId: string) => place`/desk/parties/${id}#${claimId}`
export const peoplePage = () => place`/desk/people`
export const peopleNamed = (name: string) => place`/desk/people?q=${name}`
