/** Whatever is left out, the router finds among the routes that are left what it would find among all. */
import { matchRoutes, type RouteObject } from 'react-router'
import { describe, expect, it } from 'vitest'
import { meantBy } from './meant-routes.ts'

const ROUTES = {
  root: { path: '' },
  entrance: { parentId: 'root' },
  icon: { parentId: 'root', path: 'favicon.svg' },
  lang: { parentId: 'root', path: ':lang' },
  frame: { parentId: 'lang' },
  home: { parentId: 'frame' },
  lots: { parentId: 'frame', path: 'lots' },
  lot: { parentId: 'frame', path: 'lots/:id' },
  record: { parentId: 'frame', path: 'lots/:id/record' },
  desk: { parentId: 'frame', path: 'desk' },
  deskHome: { parentId: 'desk' },
  deskLots: { parentId: 'desk', path: 'lots' },
  deskLot: { parentId: 'desk', path: 'lots/:id' },
  deskNew: { parentId: 'desk', path: 'lots/new' },
  maybe: { parentId: 'frame', path: 'help?/about' },
  missing: { parentId: 'frame', path: '*' },
  outside: { parentId: 'root', path: '*' },
} as const

type Id = keyof typeof ROUTES
const INDEX: ReadonlySet<string> = new Set(['entrance', 'home', 'deskHome'])

const treeOf = (ids: readonly string[], parent: string | undefined): RouteObject[] =>
  ids
    .filter((id) => (ROUTES[id as Id] as { parentId?: string }).parentId === parent)
    .map((id) => {
      const { path } = ROUTES[id as Id] as { path?: string }
      return INDEX.has(id) ? { id, index: true } : { id, ...(path === undefined ? {} : { path }), children: treeOf(ids, id) }
    })

const found = (ids: readonly string[], pathname: string) => matchRoutes(treeOf(ids, undefined), pathname)?.map(({ route, params }) => [route.id, params])

const meant = meantBy(ROUTES)
const ADDRESSES = [
  '/',
  '/favicon.svg',
  '/zh',
  '/zh/',
  '/zh/lots',
  '/ZH/Lots',
  '/zh/%6cots/a%2Fb',
  '/zh/lots/lot_1',
  '/zh/lots/lot_1/record',
  '/zh/lots/lot_1/nothing',
  '/en/desk',
  '/en/desk/lots/new',
  '/en/desk/lots/lot_1',
  '/en/desk/none',
  '/en/about',
  '/en/help/about',
  '/en/help',
  '//zh//lots',
  '/zh/%E0%A4%A',
  '/a/b/c/d/e',
]

describe('the routes that an address could mean', () => {
  it.each(ADDRESSES)('lead %s where all routes lead', (address) => {
    expect(found(meant(address), address)).toEqual(found(Object.keys(ROUTES), address))
  })
  it('are few', () => {
    expect(meant('/zh/lots/lot_1')).toEqual(['root', 'entrance', 'lang', 'frame', 'home', 'lots', 'lot', 'record', 'maybe', 'missing', 'outside'])
    expect(meant('/zh/desk/lots')).not.toContain('lot')
  })
  it.each(['/zh/desk.data', '/zh/desk/_.data'])('are those of the page whose data %s asks for', (address) => {
    expect(meant(address)).toEqual(meant('/zh/desk'))
  })
})
