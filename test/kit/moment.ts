/** When a test's market starts. No test reads the machine's clock: a fixed moment, or the one in `TEST_NOW` (ISO 8601) to try another. */
import { parseInstant, type Instant } from '#kernel/instant.ts'

/** A Sunday noon in Beijing, three weeks before a year ends. */
const STANDARD = '2026-12-06T04:00:00.000Z'

export const testNow = (): Instant => parseInstant(process.env['TEST_NOW'] ?? STANDARD)

/** A market in which no time passes: what it keeps for seconds is as fresh as it was, however slow the machine is. */
export const standingStill = (at: Instant) => ({ clock: { now: () => at }, machine: { wall: () => at, elapsed: () => 0 } })
