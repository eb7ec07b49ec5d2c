/**
 * Which of the pages an address could mean. The router tries one route after the other, with every document twice: of two hundred those that could be
 * meant are a few, told by how the address begins.
 */
import { createRequestHandler, type ServerBuild } from 'react-router'

/** Segments by which it is told. */
const TOLD_BY = 3

type Routes = Readonly<Record<string, { readonly parentId?: string | undefined; readonly path?: string | undefined } | undefined>>

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '')

/** From the root down. */
const wholePath = (routes: Routes, id: string): readonly string[] => {
  const route = routes[id]
  return route === undefined ? [] : [...wholePath(routes, route.parentId ?? ''), ...segmentsOf(route.path ?? '')]
}

/** As the router compares: without regard to case, decoded; what cannot be decoded as it is. */
const plain = (segment: string): string => {
  try {
    return decodeURIComponent(segment).toLowerCase()
  } catch {
    return segment.toLowerCase()
  }
}

/** Parameters, the rest of a path, and what may be left out, which moves all behind it. */
const fits = (path: readonly string[], begin: readonly string[]): boolean => {
  const open = path.findIndex((segment) => segment === '*' || segment.endsWith('?'))
  return path.slice(0, open < 0 ? TOLD_BY : Math.min(open, TOLD_BY)).every((segment, nth) => segment.startsWith(':') || segment.toLowerCase() === begin[nth])
}

/** The ids of the routes that an address could mean, and of the frames around them. */
export const meantBy = (routes: Routes): ((pathname: string) => readonly string[]) => {
  const paths = Object.keys(routes).map((id) => ({ id, path: wholePath(routes, id) }))
  return (pathname) => {
    const begin = segmentsOf(pathname.replace(/(?:\/_)?\.data$/, '')).map(plain)
    return paths.filter(({ path }) => fits(path, begin)).map(({ id }) => id)
  }
}

/** The handler for an address. Addresses that could mean the same routes share one, so there are no more than there are beginnings. */
export const handlersOf = (build: ServerBuild) => {
  const meant = meantBy(build.routes)
  const whole = createRequestHandler(build, 'production')
  const handlers = new Map<string, typeof whole>()
  return (address: string): typeof whole => {
    const { pathname } = new URL(address)
    // Asks for any of the routes.
    if (pathname === build.routeDiscovery.manifestPath) return whole
    const ids = meant(pathname)
    const key = ids.join()
    const made = handlers.get(key) ?? createRequestHandler({ ...build, routes: Object.fromEntries(ids.map((id) => [id, build.routes[id]])) }, 'production')
    handlers.set(key, made)
    return made
  }
}
