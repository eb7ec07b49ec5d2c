/** What people type into a search box, as a pattern. */

/** For `ilike`: anywhere in the text; `%` and `_` are letters here, not wild cards. */
export const containing = (typed: string): string => `%${typed.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`
