/** Who may hold a session, the market first. */
import type { Api } from '../../contract.ts'

export type Organiser = Awaited<ReturnType<Api['party']['list']>>['items'][number]

const KINDS = ['market', 'university', 'institute', 'government'] as const

export const organisersOf = async (api: Api): Promise<readonly Organiser[]> =>
  (await Promise.all(KINDS.map((kind) => api.party.list({ kind, limit: 100 })))).flatMap(({ items }) => items)
