/** Every page of the market: what the capabilities declare, and the frames around it. */
import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'
import { capabilities } from './capabilities.server.ts'
import type { Capability } from './shell/capability.ts'

/** Two addresses may lead to one file; every route has a name of its own all the same. */
const routesOf = (kind: keyof Capability['routes']) =>
  capabilities.flatMap(({ name, routes }) => {
    const declared = Object.entries(routes[kind] ?? {})
    const files = declared.map(([, file]) => file)
    return declared.map(([path, file], nth) => {
      const at = `pages/${name}/${file}`
      return files.indexOf(file) === nth ? route(path, at) : route(path, at, { id: `${at}:${path}` })
    })
  })

export default [
  index('shell/entrance.ts'),
  route('favicon.svg', 'shell/favicon.ts'),
  ...routesOf('bare'),
  route('again', 'live/again.ts'),
  route(':lang', 'shell/frame.tsx', [
    layout('shell/boundary.tsx', [
      index('pages/front/home.tsx'),
      route('demo-clock', 'shell/demo-clock.tsx'),
      // Every page here has the desk's navigation on the left.
      route('desk', 'shell/desk-frame.tsx', [
        index('pages/desk/home.tsx'),
        route('search', 'pages/desk/search.tsx'),
        route('search/found', 'pages/desk/search-found.ts'),
        ...routesOf('desk'),
      ]),
      ...routesOf('market'),
      route('*', 'shell/not-found.ts'),
    ]),
  ]),
  route('*', 'shell/not-found.ts', { id: 'outside' }),
] satisfies RouteConfig
