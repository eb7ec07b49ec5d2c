/** Every page of the market. One block per module; keep the order of the story. */
import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'

export default [
  index('shell/entrance.ts'),
  route('favicon.svg', 'shell/favicon.ts'),
  route('zhepai-verify.mjs', 'pages/evidence/verify-program.ts'),
  route(':lang', 'shell/frame.tsx', [
    layout('shell/boundary.tsx', [
      index('pages/front/home.tsx'),
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
        route('disclosures', 'pages/achievement/disclosures.tsx'),
        route('disclosures/new', 'pages/achievement/disclosure-new.tsx'),
        route('disclosures/:id', 'pages/achievement/disclosure-edit.tsx'),
        route('achievements', 'pages/achievement/achievement-inbox.tsx'),
        route('achievements/import', 'pages/achievement/achievement-import.tsx'),
        route('achievements/:id', 'pages/achievement/achievement-handle.tsx'),

        // title
        route('first-refusals', 'pages/title/title-first-refusals.tsx'),

        // demand
        route('demands', 'pages/demand/demand-mine.tsx'),
        route('demands/new', 'pages/demand/demand-new.tsx'),
        route('demands/import', 'pages/demand/demand-import.tsx'),
        route('demands/:id/edit', 'pages/demand/demand-edit.tsx'),

        // listing
        route('lots', 'pages/trading/lots.tsx'),
        route('lots/new', 'pages/trading/lot-new.tsx'),
        route('lots/:id', 'pages/trading/lot-desk.tsx'),
        route('lots/:id/edit', 'pages/trading/lot-edit.tsx'),
        route('bids', 'pages/trading/bidder.tsx'),
        route('clerk/lots', 'pages/trading/clerk-lots.tsx'),
        route('clerk/lots/:id', 'pages/trading/clerk-lot.tsx'),

        // auction
        route('sessions', 'pages/trading/auctioneer.tsx'),
        route('sessions/:id', 'pages/trading/auctioneer-session.tsx'),

        // contract
        route('contracts', 'pages/contract/contract-list.tsx'),
        route('contracts/:id', 'pages/contract/contract-page.tsx'),

        // income
        route('income', 'pages/income/income-list.tsx'),
        route('income/:id', 'pages/income/income-page.tsx'),
        route('income/:id/edit', 'pages/income/income-edit.tsx'),
        route('my-income', 'pages/income/income-mine.tsx'),

        // notice
        route('objections', 'pages/notice/notices-objections.tsx'),

        // ledger
        route('payments', 'pages/ledger/finance-payer.tsx'),
        route('payments/:id', 'pages/ledger/finance-payment.tsx'),
        route('finance', 'pages/ledger/finance.tsx'),
        route('finance/file', 'pages/ledger/finance-file.ts'),
        route('finance/statements', 'pages/ledger/finance-statements.tsx'),
        route('finance/statements/:id', 'pages/ledger/finance-statement.tsx'),
        route('finance/lines', 'pages/ledger/finance-lines.tsx'),
        route('finance/lines/:id', 'pages/ledger/finance-line.tsx'),
        route('finance/requests', 'pages/ledger/finance-requests.tsx'),
        route('finance/payouts', 'pages/ledger/finance-payouts.tsx'),
        route('finance/payouts/:id', 'pages/ledger/finance-payout.tsx'),
        route('finance/batches', 'pages/ledger/finance-batches.tsx'),
        route('finance/batches/:id', 'pages/ledger/finance-batch.tsx'),
        route('finance/accounts', 'pages/ledger/finance-accounts.tsx'),
        route('finance/accounts/:code', 'pages/ledger/finance-account.tsx'),

        // party, rulebook
        route('organisation', 'pages/party/parties-mine.tsx'),
        route('parties', 'pages/party/parties.tsx'),
        route('parties/:id', 'pages/party/parties-party.tsx'),
        route('people', 'pages/party/people.tsx'),
        route('checklist', 'pages/account/checklist.tsx'),
        route('accounts', 'pages/account/accounts.tsx'),
        route('accounts/:id', 'pages/account/account.tsx'),
        route('security-log', 'pages/account/security-log.tsx'),
        route('security-log/file', 'pages/account/security-log-file.ts'),
        route('rules', 'pages/rulebook/rules-changes.tsx'),
        route('calendar', 'pages/rulebook/holidays.tsx'),
      ]),

      // achievement
      route('achievements', 'pages/achievement/achievements.tsx'),
      route('achievements/:id', 'pages/achievement/achievements-record.tsx'),

      // demand
      route('demands', 'pages/demand/demands.tsx'),
      route('demands/:id', 'pages/demand/demands-record.tsx'),

      // listing
      route('trading', 'pages/trading/trading.tsx'),
      route('lots/:id', 'pages/trading/lot.tsx'),
      route('lots/:id/bids', 'pages/trading/lot-bids.tsx'),

      // auction
      route('auctions', 'pages/trading/auction.ts'),
      route('auctions/:id', 'pages/trading/auction.ts', { id: 'auction-by-id' }),

      // notice
      route('notices', 'pages/notice/notices.tsx'),
      route('notices/:id', 'pages/notice/notices-notice.tsx'),

      // evidence, rulebook
      route('rules', 'pages/rulebook/rules.tsx'),
      route('rules/calendar', 'pages/rulebook/rules-calendar.tsx'),
      route('rules/:key', 'pages/rulebook/rules-rule.tsx'),
      route('verify', 'pages/evidence/verify.tsx'),
      route('evidence/:subject', 'pages/evidence/evidence.tsx'),

      // indicator: the wall takes the whole width, outside the desks' frame
      route('data', 'pages/indicator/data.tsx'),
      route('desk/regulator', 'pages/indicator/regulator.tsx'),

      route('*', 'shell/not-found.ts'),
    ]),
  ]),
  route('*', 'shell/not-found.ts', { id: 'outside' }),
] satisfies RouteConfig
