/** Tells an outage of the database from a fault of ours: it is away, does not answer in time, or has no room. */

/** SQLSTATE classes and codes: connection, resources (disk full, too many connections), shutdown and start, cancelled by a time limit, read-only. */
const OUTAGE_STATES = /^(?:08|53|57P0[1-5]|57014$|25006$|25P0[34]$|58030$)/
const OUTAGE_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'ENOTFOUND'])
/** The driver gives these no code. */
const OUTAGE_WORDS =
  /^(?:Query read timeout|timeout exceeded when trying to connect|timeout expired|Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end)/

const MAX_CAUSES = 5

export const isOutage = (error: unknown): boolean => {
  let at: unknown = error
  for (let depth = 0; depth < MAX_CAUSES && at instanceof Error; depth += 1) {
    const { code, syscall } = at as { readonly code?: unknown; readonly syscall?: unknown }
    if (typeof code === 'string' && (OUTAGE_STATES.test(code) || OUTAGE_CODES.has(code) || (code === 'ENOENT' && syscall === 'connect'))) return true
    if (OUTAGE_WORDS.test(at.message)) return true
    at = at.cause
  }
  return false
}
