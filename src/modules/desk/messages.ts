/** The words of what waits are its modules'. */
export const zh = {} as const

export const en = {} satisfies Record<keyof typeof zh, string>
