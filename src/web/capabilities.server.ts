/** Every capability, in the order of a deal: halls and tasks stand in this order. One line each. */
import type { Capability } from './shell/capability.ts'
import { account } from './pages/account/capability.server.ts'
import { achievement } from './pages/achievement/capability.server.ts'
import { complaint } from './pages/complaint/capability.server.ts'
import { contract } from './pages/contract/capability.server.ts'
import { demand } from './pages/demand/capability.server.ts'
import { evidence } from './pages/evidence/capability.server.ts'
import { income } from './pages/income/capability.server.ts'
import { indicator } from './pages/indicator/capability.server.ts'
import { notice } from './pages/notice/capability.server.ts'
import { notification } from './pages/notification/capability.server.ts'
import { panel } from './pages/panel/capability.server.ts'
import { party } from './pages/party/capability.server.ts'
import { payment } from './pages/payment/capability.server.ts'
import { rulebook } from './pages/rulebook/capability.server.ts'
import { sealing } from './pages/sealing/capability.server.ts'
import { session } from './pages/session/capability.server.ts'
import { site } from './pages/site/capability.server.ts'
import { title } from './pages/title/capability.server.ts'
import { trading } from './pages/trading/capability.server.ts'

export const capabilities: readonly Capability[] = [
  achievement,
  title,
  demand,
  trading,
  contract,
  income,
  notice,
  payment,
  party,
  account,
  notification,
  rulebook,
  complaint,
  indicator,
  evidence,
  sealing,
  panel,
  session,
  site,
]
