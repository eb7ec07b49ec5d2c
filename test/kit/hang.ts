/** What did not come after this never comes: no machine that can run the market is so slow, and what comes is not waited for any longer than it takes. */
export const HANG_MS = 300_000
