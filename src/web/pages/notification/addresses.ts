/** Addresses of the inbox. */
import { place } from '../../i18n/place.ts'

export const inboxPage = () => place`/desk/inbox`
