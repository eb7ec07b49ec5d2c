/** Desks by role: the tasks in the left navigation. Modules add a line per task page. */
import type { Role } from '#kernel/actor.ts'

export interface DeskTask {
  /** Without language, e.g. `/desk/lots`. */
  readonly path: string
  readonly zh: string
  readonly en: string
  readonly roles: readonly Role[]
}

/** Grouped as people work through a deal; one block per module. */
export const deskTasks: readonly DeskTask[] = [
  // achievement
  { path: '/desk/disclosures', zh: '我的成果', en: 'My achievements', roles: ['researcher'] },
  { path: '/desk/achievements', zh: '成果管理', en: 'Achievements', roles: ['tto', 'approver'] },

  // title
  { path: '/desk/first-refusals', zh: '优先受让答复', en: 'First refusal', roles: ['researcher'] },

  // demand
  { path: '/desk/demands', zh: '我的需求', en: 'Our demands', roles: ['enterprise'] },
  { path: '/desk/demands/import', zh: '导入需求', en: 'Import demands', roles: ['clerk'] },

  // listing
  { path: '/desk/lots', zh: '我的标的', en: 'Our lots', roles: ['tto', 'approver'] },
  { path: '/desk/bids', zh: '我的竞买', en: 'Our bids', roles: ['enterprise'] },
  { path: '/desk/clerk/lots', zh: '挂牌受理', en: 'Listings to handle', roles: ['clerk'] },

  // auction
  { path: '/desk/sessions', zh: '主持场次', en: 'Sessions', roles: ['auctioneer', 'clerk'] },

  // contract
  { path: '/desk/contracts', zh: '技术合同', en: 'Contracts', roles: ['tto', 'approver', 'enterprise', 'clerk', 'finance', 'regulator'] },

  // income
  { path: '/desk/income', zh: '收益分配', en: 'Income plans', roles: ['tto', 'approver', 'regulator'] },
  { path: '/desk/my-income', zh: '我的收益', en: 'My income', roles: ['researcher', 'tto'] },

  // notice
  { path: '/desk/objections', zh: '异议处理', en: 'Objections', roles: ['clerk', 'approver'] },

  // ledger
  { path: '/desk/finance', zh: '资金', en: 'Money', roles: ['finance'] },
  { path: '/desk/finance/statements', zh: '银行对账单', en: 'Bank statements', roles: ['finance'] },
  { path: '/desk/finance/payouts', zh: '付款', en: 'Payouts', roles: ['finance'] },
  { path: '/desk/finance/accounts', zh: '账户与对账', en: 'Accounts', roles: ['finance'] },
  { path: '/desk/payments', zh: '缴款与资金', en: 'Payments', roles: ['enterprise', 'tto'] },

  // party, rulebook
  { path: '/desk/organisation', zh: '我的单位', en: 'My organisation', roles: ['researcher', 'tto', 'approver', 'enterprise'] },
  { path: '/desk/parties', zh: '单位核验', en: 'Organisations', roles: ['clerk', 'admin', 'regulator'] },
  { path: '/desk/people', zh: '人员与身份', en: 'People and roles', roles: ['admin'] },
  { path: '/desk/checklist', zh: '开业检查', en: 'Check list', roles: ['admin'] },
  { path: '/desk/accounts', zh: '账户管理', en: 'Accounts', roles: ['admin'] },
  { path: '/desk/security-log', zh: '安全日志', en: 'Security log', roles: ['admin'] },
  { path: '/desk/rules', zh: '规则变更', en: 'Rule changes', roles: ['clerk', 'admin'] },
  { path: '/desk/calendar', zh: '节假日安排', en: 'Holidays', roles: ['admin'] },

  // indicator
  { path: '/desk/regulator', zh: '市场运行', en: 'The market now', roles: ['regulator', 'clerk', 'admin'] },
]
