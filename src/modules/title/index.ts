/** Rights in achievements: who holds them, what burdens them, who was asked first, what was disposed of. */
import { declareModule } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { titleContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { titleFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { silence } from './migrations/0002_silence.ts'
import { shares } from './migrations/0003_shares.ts'
import { coOwnerAgreement } from './migrations/0004_co_owner_agreement.ts'
import { developers } from './migrations/0005_developers.ts'
import { jointRights } from './migrations/0006_joint_rights.ts'
import { roundsOfLots } from './migrations/0007_rounds_of_lots.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { reactions, tasks } from './reactions.ts'
import { titleRules } from './rules.ts'

export {
  checkDisposal,
  checkRefusalAskable,
  completeDisposal,
  coOwnersOfDisposal,
  exercisedRight,
  firstRefusalState,
  firstRefusalTerms,
  recordedTitle,
  refusalOfLot,
  releaseDisposal,
  reserveBeside,
  reserveDisposal,
  useUpRefusal,
  type DisposalAsked,
  type RecordedTitle,
} from './doors.ts'
export { AFTER_BIDDING_RULE, askAtPrice } from './round.ts'

export const titleModule = declareModule({
  name: 'title',
  contract: titleContract,
  personal,
  commands,
  queries,
  reactions,
  tasks,
  facts: titleFacts,
  messages: { zh, en, refusals },
  waiting,
  rules: titleRules,
  migrations: [initial, silence, shares, coOwnerAgreement, developers, jointRights, roundsOfLots],
  checks,
})
