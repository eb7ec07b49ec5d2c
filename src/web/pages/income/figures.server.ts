/** Income that came and that is to come, and what is still to be shared out. */
import type { DeskFigure, Source } from '../../shell/capability.ts'
import { ownIncomePage, plansPage } from './addresses.ts'

const MOST = 100

const researcher: Source<DeskFigure> = {
  roles: ['researcher'],
  load: async ({ api }) => {
    const { paidMinor, expectedMinor } = await api.income.mine({})
    return [
      { label: { zh: '已到账收益', en: 'Income received' }, minor: paidMinor, to: ownIncomePage() },
      { label: { zh: '待支付收益', en: 'Income to come' }, minor: expectedMinor, to: ownIncomePage() },
    ]
  },
}

const office: Source<DeskFigure> = {
  roles: ['tto', 'approver'],
  load: async ({ api }) => {
    const { items } = await api.income.list({ stage: 'open', limit: MOST })
    return [
      {
        label: { zh: '待分配收入', en: 'Income to share out' },
        minor: String(items.reduce((sum, { grossMinor }) => sum + BigInt(grossMinor), 0n)),
        to: plansPage(),
      },
    ]
  },
}

export const figures: readonly Source<DeskFigure>[] = [researcher, office]
