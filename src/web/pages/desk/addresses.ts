/** Where the first screen of every desk stands. */
import { place } from '../../i18n/place.ts'

export const deskPage = () => place`/desk`
/** Right after an invitation was accepted: says so. */
export const deskJoined = (organisationId: string) => place`/desk?joined=${organisationId}`
