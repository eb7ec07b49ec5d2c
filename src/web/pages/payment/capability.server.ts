/** Money: what is to be paid, and the finance office. */
import type { Capability } from '../../shell/capability.ts'
import { holdsAny } from '../../shell/market.ts'
import {
  batchesPage,
  depositsPage,
  financePage,
  instrumentPage,
  instrumentsIn,
  instrumentsPage,
  ledgerAccountsPage,
  linesIn,
  linesPage,
  paymentPage,
  paymentsPage,
  payoutsIn,
  payoutsPage,
  statementsPage,
} from './addresses.ts'
import { figures } from './figures.server.ts'
import { search } from './search.server.ts'

export const payment: Capability = {
  name: 'payment',
  group: 'money',
  routes: {
    desk: {
      payments: 'finance-payer.tsx',
      'payments/:id': 'finance-payment.tsx',
      deposits: 'deposits.tsx',
      'deposits/file': 'deposits-file.ts',
      'deposits/:id': 'instrument.tsx',
      finance: 'finance.tsx',
      'finance/instruments': 'instruments.tsx',
      'finance/file': 'finance-file.ts',
      'finance/statements': 'finance-statements.tsx',
      'finance/statements/:id': 'finance-statement.tsx',
      'finance/lines': 'finance-lines.tsx',
      'finance/lines/file': 'finance-lines-file.ts',
      'finance/lines/:id': 'finance-line.tsx',
      'finance/requests': 'finance-requests.tsx',
      'finance/requests/file': 'finance-requests-file.ts',
      'finance/payouts/file': 'finance-payouts-file.ts',
      'finance/payouts': 'finance-payouts.tsx',
      'finance/payouts/:id': 'finance-payout.tsx',
      'finance/batches': 'finance-batches.tsx',
      'finance/batches/:id': 'finance-batch.tsx',
      'finance/accounts': 'finance-accounts.tsx',
      'finance/accounts/:code': 'finance-account.tsx',
    },
  },
  records: {
    ins: (id, viewer) => (holdsAny(viewer, ['enterprise', 'finance']) ? instrumentPage(id) : null),
    pay: (id, viewer) => (holdsAny(viewer, ['enterprise', 'tto']) ? paymentPage(id) : null),
  },
  tasks: [
    { page: financePage(), zh: '资金', en: 'Money', roles: ['finance'] },
    { page: statementsPage(), zh: '银行对账单', en: 'Bank statements', roles: ['finance'] },
    { page: instrumentsPage(), zh: '保证金凭证', en: 'Deposit papers', roles: ['finance'] },
    { page: payoutsPage(), zh: '付款', en: 'Payouts', roles: ['finance'] },
    { page: ledgerAccountsPage(), zh: '账户与对账', en: 'Accounts', roles: ['finance'] },
    { page: depositsPage(), zh: '我的保证金', en: 'My deposits', roles: ['enterprise'] },
    { page: paymentsPage(), zh: '缴款与资金', en: 'Payments', roles: ['enterprise', 'tto'] },
  ],
  waitingAt: {
    bank_line: ({ act }) => (act === 'confirm' ? linesIn('proposed') : linesPage()),
    payout: ({ act }) => (act === 'batch' ? payoutsPage() : act === 'settle' ? statementsPage() : payoutsIn('awaiting_account')),
    instrument: ({ id, act, count }) => (act === 'followUp' || count === 1 ? instrumentPage(id) : instrumentsIn(act === 'check' ? 'filed' : 'checked')),
    payout_batch: () => batchesPage(),
  },
  figures,
  search,
}
