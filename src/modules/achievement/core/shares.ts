/** Who completed an achievement, and in which shares. */
import { ok, refuse, type Result } from '#kernel/result.ts'

export const WHOLE_BASIS_POINTS = 10_000

export interface Completer {
  /** Null for a completer who has no account (imported registrations). */
  readonly personId: string | null
  readonly name: string
  readonly shareBasisPoints: number
  readonly isMain: boolean
  readonly isRepresentative: boolean
}

export const SHARE_REFUSALS = [
  'achievement.completers_missing',
  'achievement.completer_twice',
  'achievement.share_not_positive',
  'achievement.shares_do_not_sum',
  'achievement.representative_needed',
  'achievement.main_contributor_needed',
] as const
type ShareRefusal = (typeof SHARE_REFUSALS)[number]

const percent = (basisPoints: number): string => `${basisPoints / 100}%`

/** Shares are positive and sum to exactly 100 %; one representative; at least one main contributor; nobody twice. */
export const checkShares = (completers: readonly Completer[]): Result<null, ShareRefusal> => {
  if (completers.length === 0) return refuse('achievement.completers_missing', {}, { field: 'completers' })
  const seen = new Set<string>()
  for (const [index, completer] of completers.entries()) {
    const key = completer.personId ?? `name:${completer.name}`
    if (seen.has(key)) return refuse('achievement.completer_twice', { name: completer.name }, { field: `completers.${index}.personId` })
    seen.add(key)
    if (!Number.isInteger(completer.shareBasisPoints) || completer.shareBasisPoints <= 0)
      return refuse('achievement.share_not_positive', { name: completer.name }, { field: `completers.${index}.shareBasisPoints` })
  }
  const sum = completers.reduce((total, completer) => total + completer.shareBasisPoints, 0)
  if (sum !== WHOLE_BASIS_POINTS) return refuse('achievement.shares_do_not_sum', { sum: percent(sum) }, { field: 'completers' })
  if (completers.filter((completer) => completer.isRepresentative).length !== 1) return refuse('achievement.representative_needed', {}, { field: 'completers' })
  return completers.some((completer) => completer.isMain) ? ok(null) : refuse('achievement.main_contributor_needed', {}, { field: 'completers' })
}
