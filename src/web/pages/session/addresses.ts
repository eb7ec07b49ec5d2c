/** Addresses of auction sessions, the calendar and the watch list. */
import { place } from '../../i18n/place.ts'

export const auctionSessionsPage = () => place`/sessions`
export const auctionSessionPage = (id: string) => place`/sessions/${id}`
export const sessionHall = (id: string) => place`/sessions/${id}/hall`
export const sessionRoadshow = (id: string) => place`/sessions/${id}/roadshow`
export const slotPage = (id: string) => place`/roadshows/${id}`
export const sessionFeed = (id: string) => place`/sessions/${id}/calendar.ics`
export const lotWatchPage = (lotId: string) => place`/lots/${lotId}/watch`
export const partnerMarketPage = (id: string) => place`/markets/${id}`
export const coListingsDesk = () => place`/desk/co-listings`
export const calendarPage = () => place`/calendar`
export const calendarFeed = () => place`/calendar.ics`
export const watchesPage = () => place`/desk/watches`
export const sessionsDesk = () => place`/desk/auction-sessions`
export const newSessionPage = () => place`/desk/auction-sessions/new`
export const sessionDesk = (id: string) => place`/desk/auction-sessions/${id}`
export const editSessionPage = (id: string) => place`/desk/auction-sessions/${id}/edit`
export const roadshowDesk = (id: string) => place`/desk/auction-sessions/${id}/roadshow`
export const ownEntriesPage = () => place`/desk/session-lots`
