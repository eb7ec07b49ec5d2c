/** A moment as a field of date and time shows it, in Beijing time; empty where there is none. */
const BEIJING_MS = 28_800_000

export const localInput = (iso: string | null | undefined): string => (iso ? new Date(Date.parse(iso) + BEIJING_MS).toISOString().slice(0, 16) : '')
