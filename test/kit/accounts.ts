import { openAuth, type Auth } from '#platform/auth/auth.ts'

/** The account service alone, without a market around it: it writes no letters and no security log. */
export const openTestAuth = (databaseUrl: string): Auth =>
  openAuth({
    databaseUrl,
    publicUrl: 'http://zhepai.test',
    secret: 'test-secret-test-secret-test-secret-0',
    trustedOrigins: [],
    secureCookies: false,
    onIdleError: () => undefined,
    onProblem: () => undefined,
    note: async () => undefined,
    now: Date.now,
  })
