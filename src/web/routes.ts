/** Every page of the market. One block per module; keep the order of the story. */
import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'

export default [
  index('shell/entrance.ts'),
  route('favicon.svg', 'shell/favicon.ts'),
  route(':lang', 'shell/frame.tsx', [
    layout('shell/boundary.tsx', [
      index('pages/market/home.tsx'),
      route('demo-clock', 'shell/demo-clock.ts'),

      // account
      route('login', 'pages/account/login.tsx'),
      route('logout', 'pages/account/logout.ts'),
      route('register', 'pages/account/register.tsx'),
      route('account', 'pages/account/security.tsx'),

      // desks: every page here has the desk's navigation on the left
      route('desk', 'shell/desk-frame.tsx', [
        index('pages/desk/home.tsx'),

        // achievement

        // title

        // listing

        // auction

        // contract

        // income

        // notice

        // ledger
        route('payments', 'pages/officer/finance-payer.tsx'),
        route('finance', 'pages/officer/finance.tsx'),
        route('finance/file', 'pages/officer/finance-file.ts'),
        route('finance/statements', 'pages/officer/finance-statements.tsx'),
        route('finance/statements/:id', 'pages/officer/finance-statement.tsx'),
        route('finance/lines', 'pages/officer/finance-lines.tsx'),
        route('finance/lines/:id', 'pages/officer/finance-line.tsx'),
        route('finance/requests', 'pages/officer/finance-requests.tsx'),
        route('finance/payouts', 'pages/officer/finance-payouts.tsx'),
        route('finance/batches', 'pages/officer/finance-batches.tsx'),
        route('finance/batches/:id', 'pages/officer/finance-batch.tsx'),
        route('finance/accounts', 'pages/officer/finance-accounts.tsx'),
        route('finance/accounts/:code', 'pages/officer/finance-account.tsx'),

        // party

        // indicator
      ]),

      // achievement

      // demand

      // listing

      // auction

      // notice

      // evidence, rulebook
      route('verify', 'pages/market/verify.tsx'),
      route('evidence/:subject', 'pages/market/evidence.tsx'),

      // indicator

      route('*', 'shell/not-found.ts'),
    ]),
  ]),
  route('*', 'shell/not-found.ts', { id: 'outside' }),
] satisfies RouteConfig
