/** Figures of a desk, role by role. */
import type { Role } from '#kernel/actor.ts'
import type { Api } from '../../contract.ts'
import { achievementInboxIn, disclosuresPage } from '../achievement/addresses.ts'
import { dataPage } from '../indicator/addresses.ts'
import { ledgerAccountsPage, linesPage, paymentsPage, payoutsPage, requestsPage } from '../ledger/addresses.ts'
import { ownBidsPage, ownLotsIn, ownLotsPage, tradingIn } from '../trading/addresses.ts'
import { ownDemandsPage } from '../demand/addresses.ts'
import { ownIncomePage, plansPage } from '../income/addresses.ts'
import type { Place } from '../../i18n/place.ts'
import type { text } from './home.text.ts'

export interface DeskFigure {
  readonly label: keyof (typeof text)['zh']
  /** Either an amount or a count. */
  readonly minor?: string
  readonly count?: number
  readonly to: Place
}

interface FigureSource {
  readonly roles: readonly Role[]
  readonly load: (given: { readonly api: Api }) => Promise<readonly DeskFigure[]>
}

const MOST = 100
const ON_OFFER: readonly string[] = ['notice', 'ready', 'bidding']

const researcher: FigureSource = {
  roles: ['researcher'],
  load: async ({ api }) => {
    const [catalogued, income] = await Promise.all([api.achievement.mine({ state: 'catalogued', limit: 1 }), api.income.myIncome({})])
    return [
      { label: 'catalogued', count: catalogued.total ?? 0, to: disclosuresPage() },
      { label: 'incomePaid', minor: income.paidMinor, to: ownIncomePage() },
      { label: 'incomeExpected', minor: income.expectedMinor, to: ownIncomePage() },
    ]
  },
}

const office: FigureSource = {
  roles: ['tto', 'approver'],
  load: async ({ api }) => {
    const [catalogued, lots, plans] = await Promise.all([
      api.achievement.inbox({ state: 'catalogued', limit: 1 }),
      api.listing.myLots({ limit: MOST }),
      api.income.list({ stage: 'open', limit: MOST }),
    ])
    const sold = lots.items.filter(({ state }) => state === 'sold')
    return [
      { label: 'catalogued', count: catalogued.total ?? 0, to: achievementInboxIn('catalogued') },
      { label: 'onOffer', count: lots.items.filter(({ state }) => ON_OFFER.includes(state)).length, to: ownLotsPage() },
      { label: 'sold', minor: String(sold.reduce((sum, { priceMinor }) => sum + BigInt(priceMinor ?? 0), 0n)), to: ownLotsIn('sold') },
      { label: 'toShare', minor: String(plans.items.reduce((sum, { grossMinor }) => sum + BigInt(grossMinor), 0n)), to: plansPage() },
    ]
  },
}

const enterprise: FigureSource = {
  roles: ['enterprise'],
  load: async ({ api }) => {
    const [applications, payments, demands] = await Promise.all([
      api.listing.myApplications({ limit: MOST }),
      api.ledger.myPayments({}),
      api.demand.myDemands({ limit: 1, state: 'published' }),
    ])
    const due = payments.requests.filter(({ state }) => state === 'open')
    return [
      { label: 'bidding', count: applications.items.filter(({ lotState }) => ON_OFFER.includes(lotState)).length, to: ownBidsPage() },
      { label: 'toPay', minor: String(due.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)), to: paymentsPage() },
      { label: 'openDemands', count: demands.total ?? demands.items.length, to: ownDemandsPage() },
    ]
  },
}

const finance: FigureSource = {
  roles: ['finance'],
  load: async ({ api }) => {
    const { bank, openRequests, unmatchedLines, toBatch } = await api.ledger.overview({})
    return [
      { label: 'bankBalance', minor: bank?.closingMinor ?? '0', to: ledgerAccountsPage() },
      { label: 'requested', minor: openRequests.minor, to: requestsPage() },
      { label: 'unmatched', minor: unmatchedLines.minor, to: linesPage() },
      { label: 'toPayOut', minor: toBatch.minor, to: payoutsPage() },
    ]
  },
}

const market: FigureSource = {
  roles: ['clerk', 'auctioneer', 'regulator', 'admin'],
  load: async ({ api }) => {
    const { total } = await api.indicator.headline({ months: 1 })
    return [
      { label: 'listed', count: total.listed, to: tradingIn('registering') },
      { label: 'hammers', count: total.hammers, to: tradingIn('finished') },
      { label: 'turnover', minor: total.turnoverMinor, to: dataPage() },
      { label: 'researcherIncome', minor: total.researcherIncomeMinor, to: dataPage() },
    ]
  },
}

export const figureSources: readonly FigureSource[] = [researcher, office, enterprise, finance, market]
