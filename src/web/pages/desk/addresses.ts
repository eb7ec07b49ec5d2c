/** Where the first screen of every desk stands. */
import { place } from '../../i18n/place.ts'

export const deskPage = () => place`/desk`
