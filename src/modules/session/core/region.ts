/** A branch and everything below it, as a pattern of region codes: 330000 is all of Zhejiang, 330100 all of Hangzhou. */
export const branchPattern = (code: string): string => `${code.replace(/(?:00){1,2}$/, '')}%`

export const isBelow = (region: string, branch: string): boolean => region.startsWith(branch.replace(/(?:00){1,2}$/, ''))
