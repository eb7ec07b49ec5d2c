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
