/** What stands open beside the operations: the founding, the way in for the invited, the check list. */
import type { Instant } from '#kernel/instant.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { Config } from '#platform/config/config.ts'
import type { Database } from '#platform/db/database.ts'
import { computeChecklist, type ChecklistLine } from './checklist.ts'
import type { Core } from './core.ts'
import { openFounding, type FoundingService } from './founding.ts'
import { openJoining } from './joining.ts'

interface Parts {
  readonly core: Core
  readonly auth: Auth
  readonly database: Database
  readonly config: Config
  readonly now: () => Instant
}

export interface Lobby {
  readonly founding: FoundingService
  readonly join: ReturnType<typeof openJoining>
  /** What the market needs to trade, and what of it is missing. */
  readonly checklist: () => Promise<readonly ChecklistLine[]>
}

export const openLobby = (parts: Parts): Lobby => ({
  founding: openFounding(parts),
  join: openJoining(parts),
  checklist: () => computeChecklist(parts),
})
