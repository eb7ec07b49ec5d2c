/** After this a test counts as hung. No machine that can run the market is so slow, and what comes is not waited for any longer than it takes. */
export const HANG_MS = 900_000
