/** Where the first screen of every desk stands. */
import { place } from '../../i18n/place.ts'

export const deskPage = () => place`/desk`
export const searchPage = () => place`/desk/search`
export const searchFor = (q: string) => place`/desk/search?q=${q}`
/** The same as data, for the dialog. */
export const searchFound = (q: string) => place`/desk/search/found?q=${q}`
/** Right after an invitation was accepted: says so. */
export const deskJoined = (organisationId: string) => place`/desk?joined=${organisationId}`
