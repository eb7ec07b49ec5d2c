/** Desks by role: the tasks in the left navigation. Modules add a line per task page. */
import type { Role } from '#kernel/actor.ts'
import { accountsPage, checklistPage, securityLogPage } from '../pages/account/addresses.ts'
import { achievementInbox, disclosuresPage } from '../pages/achievement/addresses.ts'
import { clerkLotsPage, ownBidsPage, ownLotsPage, sessionsPage } from '../pages/trading/addresses.ts'
import { contractsPage } from '../pages/contract/addresses.ts'
import { demandImport, ownDemandsPage } from '../pages/demand/addresses.ts'
import { financePage, ledgerAccountsPage, paymentsPage, payoutsPage, statementsPage } from '../pages/ledger/addresses.ts'
import { firstRefusalsPage } from '../pages/title/addresses.ts'
import { holidaysPage, ruleChangesPage } from '../pages/rulebook/addresses.ts'
import { objectionsPage } from '../pages/notice/addresses.ts'
import { organisationPage, partiesPage, peoplePage } from '../pages/party/addresses.ts'
import { ownIncomePage, plansPage } from '../pages/income/addresses.ts'
import { regulatorPage } from '../pages/indicator/addresses.ts'
import type { Place } from '../i18n/place.ts'

export interface DeskTask {
  readonly path: Place
  readonly zh: string
  readonly en: string
  readonly roles: readonly Role[]
}

/** Grouped as people work through a deal; one block per module. */
export const deskTasks: readonly DeskTask[] = [
  // achievement
  { path: disclosuresPage(), zh: '我的成果', en: 'My achievements', roles: ['researcher'] },
  { path: achievementInbox(), zh: '成果管理', en: 'Achievements', roles: ['tto', 'approver'] },

  // title
  { path: firstRefusalsPage(), zh: '优先受让答复', en: 'First refusal', roles: ['researcher'] },

  // demand
  { path: ownDemandsPage(), zh: '我的需求', en: 'Our demands', roles: ['enterprise'] },
  { path: demandImport(), zh: '导入需求', en: 'Import demands', roles: ['clerk'] },

  // listing
  { path: ownLotsPage(), zh: '我的标的', en: 'Our lots', roles: ['tto', 'approver'] },
  { path: ownBidsPage(), zh: '我的竞买', en: 'Our bids', roles: ['enterprise'] },
  { path: clerkLotsPage(), zh: '挂牌受理', en: 'Listings to handle', roles: ['clerk'] },

  // auction
  { path: sessionsPage(), zh: '主持场次', en: 'Sessions', roles: ['auctioneer', 'clerk'] },

  // contract
  { path: contractsPage(), zh: '技术合同', en: 'Contracts', roles: ['tto', 'approver', 'enterprise', 'clerk', 'finance', 'regulator'] },

  // income
  { path: plansPage(), zh: '收益分配', en: 'Income plans', roles: ['tto', 'approver', 'regulator'] },
  { path: ownIncomePage(), zh: '我的收益', en: 'My income', roles: ['researcher', 'tto'] },

  // notice
  { path: objectionsPage(), zh: '异议处理', en: 'Objections', roles: ['clerk', 'approver'] },

  // ledger
  { path: financePage(), zh: '资金', en: 'Money', roles: ['finance'] },
  { path: statementsPage(), zh: '银行对账单', en: 'Bank statements', roles: ['finance'] },
  { path: payoutsPage(), zh: '付款', en: 'Payouts', roles: ['finance'] },
  { path: ledgerAccountsPage(), zh: '账户与对账', en: 'Accounts', roles: ['finance'] },
  { path: paymentsPage(), zh: '缴款与资金', en: 'Payments', roles: ['enterprise', 'tto'] },

  // party, rulebook
  { path: organisationPage(), zh: '我的单位', en: 'My organisation', roles: ['researcher', 'tto', 'approver', 'enterprise'] },
  { path: partiesPage(), zh: '单位核验', en: 'Organisations', roles: ['clerk', 'admin', 'regulator'] },
  { path: peoplePage(), zh: '人员与身份', en: 'People and roles', roles: ['admin'] },
  { path: checklistPage(), zh: '开业检查', en: 'Check list', roles: ['admin'] },
  { path: accountsPage(), zh: '账户管理', en: 'Accounts', roles: ['admin'] },
  { path: securityLogPage(), zh: '安全日志', en: 'Security log', roles: ['admin'] },
  { path: ruleChangesPage(), zh: '规则变更', en: 'Rule changes', roles: ['clerk', 'admin'] },
  { path: holidaysPage(), zh: '节假日安排', en: 'Holidays', roles: ['admin'] },

  // indicator
  { path: regulatorPage(), zh: '市场运行', en: 'The market now', roles: ['regulator', 'clerk', 'admin'] },
]
