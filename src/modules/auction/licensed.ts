/** By which rules a licensed house announces and shows what it sells (Auction Law art. 45, 48). */
export const LICENSED = { notice: 'auction.notice.minDays', viewing: 'auction.viewing.minDays' } as const
