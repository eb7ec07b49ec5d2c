/** How the market does, for those who keep it. */
import type { DeskFigure, Source } from '../../shell/capability.ts'
import { tradingIn } from '../trading/addresses.ts'
import { dataPage } from './addresses.ts'

export const figures: readonly Source<DeskFigure>[] = [
  {
    roles: ['clerk', 'auctioneer', 'regulator', 'admin'],
    load: async ({ api }) => {
      const { total } = await api.indicator.headline({ months: 1 })
      return [
        { label: { zh: '上架标的', en: 'Lots listed' }, count: total.listed, to: tradingIn('registering') },
        { label: { zh: '竞价成交', en: 'Lots sold' }, count: total.hammers, to: tradingIn('finished') },
        { label: { zh: '合同成交额', en: 'Contract turnover' }, minor: total.turnoverMinor, to: dataPage() },
        { label: { zh: '科研人员收益', en: 'Income to researchers' }, minor: total.researcherIncomeMinor, to: dataPage() },
      ]
    },
  },
]
