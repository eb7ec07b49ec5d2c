/** Every page of the market. One block per module; keep the order of the story. */
import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'

export default [
  index('shell/entrance.ts'),
  route('favicon.svg', 'shell/favicon.ts'),
  route('zhepai-verify.mjs', 'pages/market/verify-program.ts'),
  route(':lang', 'shell/frame.tsx', [
    layout('shell/boundary.tsx', [
      index('pages/market/home.tsx'),
      route('demo-clock', 'shell/demo-clock.tsx'),
      route('demo/outbox', 'pages/account/outbox.tsx'),

      // account
      route('login', 'pages/account/login.tsx'),
      route('logout', 'pages/account/logout.ts'),
      route('register', 'pages/account/register.tsx'),
      route('found', 'pages/account/found.tsx'),
      route('join', 'pages/account/join.tsx'),
      route('account', 'pages/account/security.tsx'),
      route('account/email', 'pages/account/email.tsx'),
      route('recover', 'pages/account/recover.tsx'),

      // desks: every page here has the desk's navigation on the left
      route('desk', 'shell/desk-frame.tsx', [
        index('pages/desk/home.tsx'),

        // achievement
        route('disclosures', 'pages/desk/disclosures.tsx'),
        route('disclosures/new', 'pages/desk/disclosure-new.tsx'),
        route('disclosures/:id', 'pages/desk/disclosure-edit.tsx'),
        route('achievements', 'pages/desk/achievement-inbox.tsx'),
        route('achievements/import', 'pages/desk/achievement-import.tsx'),
        route('achievements/:id', 'pages/desk/achievement-handle.tsx'),

        // title
        route('first-refusals', 'pages/desk/title-first-refusals.tsx'),

        // demand
        route('demands', 'pages/desk/demand-mine.tsx'),
        route('demands/new', 'pages/desk/demand-new.tsx'),
        route('demands/import', 'pages/desk/demand-import.tsx'),
        route('demands/:id/edit', 'pages/desk/demand-edit.tsx'),

        // listing
        route('lots', 'pages/desk/lots.tsx'),
        route('lots/new', 'pages/desk/lot-new.tsx'),
        route('lots/:id', 'pages/desk/lot-page.tsx'),
        route('lots/:id/edit', 'pages/desk/lot-edit.tsx'),
        route('bids', 'pages/desk/bidder.tsx'),
        route('clerk/lots', 'pages/officer/clerk-lots.tsx'),
        route('clerk/lots/:id', 'pages/officer/clerk-lot.tsx'),

        // auction
        route('sessions', 'pages/officer/auctioneer.tsx'),
        route('sessions/:id', 'pages/officer/auctioneer-session.tsx'),

        // contract
        route('contracts', 'pages/desk/contract-list.tsx'),
        route('contracts/:id', 'pages/desk/contract-page.tsx'),

        // income
        route('income', 'pages/desk/income-list.tsx'),
        route('income/:id', 'pages/desk/income-page.tsx'),
        route('income/:id/edit', 'pages/desk/income-edit.tsx'),
        route('my-income', 'pages/desk/income-mine.tsx'),

        // notice
        route('objections', 'pages/officer/notices-objections.tsx'),

        // ledger
        route('payments', 'pages/officer/finance-payer.tsx'),
        route('payments/:id', 'pages/officer/finance-payment.tsx'),
        route('finance', 'pages/officer/finance.tsx'),
        route('finance/file', 'pages/officer/finance-file.ts'),
        route('finance/statements', 'pages/officer/finance-statements.tsx'),
        route('finance/statements/:id', 'pages/officer/finance-statement.tsx'),
        route('finance/lines', 'pages/officer/finance-lines.tsx'),
        route('finance/lines/:id', 'pages/officer/finance-line.tsx'),
        route('finance/requests', 'pages/officer/finance-requests.tsx'),
        route('finance/payouts', 'pages/officer/finance-payouts.tsx'),
        route('finance/payouts/:id', 'pages/officer/finance-payout.tsx'),
        route('finance/batches', 'pages/officer/finance-batches.tsx'),
        route('finance/batches/:id', 'pages/officer/finance-batch.tsx'),
        route('finance/accounts', 'pages/officer/finance-accounts.tsx'),
        route('finance/accounts/:code', 'pages/officer/finance-account.tsx'),

        // party, rulebook
        route('organisation', 'pages/officer/parties-mine.tsx'),
        route('parties', 'pages/officer/parties.tsx'),
        route('parties/:id', 'pages/officer/parties-party.tsx'),
        route('people', 'pages/admin/people.tsx'),
        route('checklist', 'pages/admin/checklist.tsx'),
        route('accounts', 'pages/admin/accounts.tsx'),
        route('accounts/:id', 'pages/admin/account.tsx'),
        route('security-log', 'pages/admin/security-log.tsx'),
        route('security-log/file', 'pages/admin/security-log-file.ts'),
        route('rules', 'pages/admin/rules.tsx'),
        route('calendar', 'pages/admin/calendar.tsx'),
      ]),

      // achievement
      route('achievements', 'pages/market/achievements.tsx'),
      route('achievements/:id', 'pages/market/achievements-record.tsx'),

      // demand
      route('demands', 'pages/market/demands.tsx'),
      route('demands/:id', 'pages/market/demands-record.tsx'),

      // listing
      route('trading', 'pages/market/trading.tsx'),
      route('lots/:id', 'pages/market/lot.tsx'),
      route('lots/:id/bids', 'pages/market/lot-bids.tsx'),

      // auction
      route('auctions', 'pages/market/auction.ts'),
      route('auctions/:id', 'pages/market/auction.ts', { id: 'auction-by-id' }),

      // notice
      route('notices', 'pages/market/notices.tsx'),
      route('notices/:id', 'pages/market/notices-notice.tsx'),

      // evidence, rulebook
      route('rules', 'pages/market/rules.tsx'),
      route('rules/calendar', 'pages/market/rules-calendar.tsx'),
      route('rules/:key', 'pages/market/rules-rule.tsx'),
      route('verify', 'pages/market/verify.tsx'),
      route('evidence/:subject', 'pages/market/evidence.tsx'),

      // indicator: the wall takes the whole width, outside the desks' frame
      route('data', 'pages/market/data.tsx'),
      route('desk/regulator', 'pages/officer/regulator.tsx'),

      route('*', 'shell/not-found.ts'),
    ]),
  ]),
  route('*', 'shell/not-found.ts', { id: 'outside' }),
] satisfies RouteConfig
