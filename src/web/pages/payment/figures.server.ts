/** What an enterprise has to pay, and how the supervised account stands. */
import type { DeskFigure, Source } from '../../shell/capability.ts'
import { ledgerAccountsPage, linesPage, paymentsPage, payoutsPage, requestsPage } from './addresses.ts'

const payer: Source<DeskFigure> = {
  roles: ['enterprise'],
  load: async ({ api }) => {
    const { requests } = await api.payment.requests.mine({})
    const due = requests.filter(({ state }) => state === 'open')
    return [
      {
        label: { zh: '待缴款项', en: 'To pay' },
        minor: String(due.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)),
        to: paymentsPage(),
      },
    ]
  },
}

const office: Source<DeskFigure> = {
  roles: ['finance'],
  load: async ({ api }) => {
    const { bank, openRequests, unmatchedLines, toBatch } = await api.payment.overview({})
    return [
      { label: { zh: '监管账户余额', en: 'Supervised account' }, minor: bank?.closingMinor ?? '0', to: ledgerAccountsPage() },
      { label: { zh: '待收款', en: 'Payments expected' }, minor: openRequests.minor, to: requestsPage() },
      { label: { zh: '未匹配流水', en: 'Unmatched lines' }, minor: unmatchedLines.minor, to: linesPage() },
      { label: { zh: '待列入批次', en: 'To put in a batch' }, minor: toBatch.minor, to: payoutsPage() },
    ]
  },
}

export const figures: readonly Source<DeskFigure>[] = [payer, office]
