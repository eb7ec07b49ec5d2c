/** Where "what waits for me" comes from. Each module adds one source; the desk shows all of them in one list, ordered by deadline. */
import type { Role } from '#kernel/actor.ts'
import type { Lang } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'
import type { Viewer } from '../../shell/context.ts'
import { approvalTodo, assessmentTodo, ownAchievementTodo } from '../achievement/achievement-todo.ts'
import { firstRefusalTodo } from '../title/title-todo.ts'
import { appealTodo, objectionTodo, ruleChangeTodo } from '../notice/notices-todo.ts'
import { refusedTodo, registrationTodo, relationTodo } from '../party/parties-todo.ts'
import type { TodoItem } from '../../ui/todo-list.tsx'
import { financeTodo } from '../ledger/finance-todo.ts'
import { contractTodo, incomeTodo } from '../contract/contract-todo.ts'
import { auctioneerTodo, bidderTodo, clerkTodo, sellerTodo } from '../trading/lot-todo.ts'

export interface TodoSource {
  readonly name: string
  /** Asked only for viewers with one of these roles. */
  readonly roles: readonly Role[]
  readonly load: (given: { readonly api: Api; readonly viewer: Viewer; readonly lang: Lang }) => Promise<readonly TodoItem[]>
}

export const todoSources: readonly TodoSource[] = [
  // achievement
  ownAchievementTodo,
  assessmentTodo,
  approvalTodo,

  // title
  firstRefusalTodo,

  // listing
  sellerTodo,
  clerkTodo,
  bidderTodo,

  // auction
  auctioneerTodo,

  // contract
  contractTodo,

  // income
  incomeTodo,

  // notice, rulebook
  objectionTodo,
  appealTodo,
  ruleChangeTodo,

  // ledger
  financeTodo,

  // party
  registrationTodo,
  refusedTodo,
  relationTodo,
]
