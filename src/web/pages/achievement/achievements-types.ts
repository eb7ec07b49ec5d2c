/** What the pages of achievements show, as the operations give it. */
import type { Api } from '../../contract.ts'

export type ShownAchievement = Awaited<ReturnType<Api['achievement']['get']>>
export type ShownRight = Awaited<ReturnType<Api['title']['get']>>
export type ShownRound = Awaited<ReturnType<Api['title']['firstRefusals']['list']>>['items'][number]
