/** Addresses of lots and auctions: the hall, the room, the desks of seller, bidder, clerk and auctioneer. */
import { place } from '../../i18n/place.ts'

export const tradingPage = () => place`/trading`
export const tradingIn = (status: 'live' | 'upcoming' | 'registering' | 'finished') => place`/trading?status=${status}`
export const lotPage = (id: string) => place`/lots/${id}`
export const lotBidsPage = (id: string) => place`/lots/${id}/bids`
/** Why each date of a lot is what it is, and under which law it is sold. */
export const lotDatesPage = (id: string) => place`/lots/${id}/dates`
export const proxyPage = (lotId: string) => place`/lots/${lotId}/proxy`
export const lotFloorPage = (lotId: string) => place`/lots/${lotId}/floor`
export const floorPage = (auctionId: string) => place`/desk/auctions/${auctionId}/floor`
export const scoredPage = (lotId: string) => place`/lots/${lotId}/rounds`
export const depositPaperPage = (lotId: string) => place`/lots/${lotId}/deposit`
export const sealedPricePage = (lotId: string) => place`/lots/${lotId}/envelope`
/** Who took which unit of a lot of several licences. */
export const unitsPage = (lotId: string) => place`/lots/${lotId}/units`
export const nextOfferPage = (lotId: string) => place`/lots/${lotId}/next`
export const ownLotsPage = () => place`/desk/lots`
export const ownLotsIn = (state: string) => place`/desk/lots?state=${state}`
export const newLotPage = () => place`/desk/lots/new`
export const newAgreedPage = () => place`/desk/lots/agreed`
export const agreementsPage = () => place`/desk/agreements`
export const lotDesk = (id: string) => place`/desk/lots/${id}`
export const lotReservePage = (id: string) => place`/desk/lots/${id}/reserve`
export const editLotPage = (id: string) => place`/desk/lots/${id}/edit`
export const ownLotsFile = () => place`/desk/lots/file`
export const clerkLotsFile = () => place`/desk/clerk/lots/file`
export const sessionsFile = () => place`/desk/sessions/file`
export const ownBidsFile = () => place`/desk/bids/file`
export const ownBidsPage = () => place`/desk/bids`
export const wonPage = (lotId: string) => place`/desk/bids/${lotId}`
export const forfeitsPage = () => place`/desk/defaults`
export const forfeitPage = (lotId: string) => place`/desk/defaults/${lotId}`
export const clerkLotsPage = () => place`/desk/clerk/lots`
export const clerkLotPage = (id: string) => place`/desk/clerk/lots/${id}`
export const lotApplicants = (id: string) => place`/desk/clerk/lots/${id}#applicants`
export const sessionsPage = () => place`/desk/sessions`
export const sessionPage = (id: string) => place`/desk/sessions/${id}`
