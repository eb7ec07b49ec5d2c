/** The document: language, colour scheme, styles, nonce. Everything people see is inside `shell/frame.tsx`. */
import './shell/theme.css'
import type { ReactNode } from 'react'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from 'react-router'
import type { Route } from './+types/root.ts'
import { cookieOf, htmlLang, langOfPath, otherLangPath, preferredLang, useLang } from './i18n/lang.ts'
import { favicon } from './shell/addresses.ts'
import { chosenScheme, SCHEME_COOKIE } from './shell/color-scheme.ts'
import { appContext } from './shell/context.ts'
import { ErrorPage, errorTitle } from './shell/error-page.tsx'
import picture from './shell/share.png'
import { plainTitle } from './shell/title.ts'

/** Pages of one person, steps of an account, and what has no language: nothing for search engines. */
const FOR_ALL = /^\/(?:zh|en)(?!\/(?:desk|account|login|logout|register|recover|found|join|demo|demo-clock)(?:\/|$))(?:\/|$)/

/** Of the document that was asked for; machines that search load documents. */
const sharedOf = ({ pathname, search }: URL, origin: string) => {
  const [own, other] = [`${origin}${pathname}${search}`, `${origin}${otherLangPath(pathname, search)}`]
  const [zh, en] = langOfPath(pathname) === 'zh' ? [own, other] : [other, own]
  return { isPrivate: !FOR_ALL.test(pathname), own, zh, en, picture: `${origin}${picture}` }
}

export const loader = ({ request, context }: Route.LoaderArgs) => {
  const { nonce, reference, site } = context.get(appContext)
  return {
    nonce,
    shared: sharedOf(new URL(request.url), site.origin),
    reference: reference ?? '',
    asked: preferredLang(request),
    scheme: chosenScheme(cookieOf(request, SCHEME_COOKIE)),
  }
}

/** The nonce belongs to the first document only. */
export const shouldRevalidate = () => false

export const meta: Route.MetaFunction = ({ location, error, loaderData }) => {
  // Where the loader itself failed there is no data, whatever the type says.
  const lang = langOfPath(location.pathname, (loaderData as typeof loaderData | undefined)?.asked)
  if (error !== undefined) return plainTitle(lang, errorTitle(error, lang))
  return plainTitle(lang, lang === 'zh' ? '技术市场' : 'Technology market')
}

export const Layout = ({ children }: { readonly children: ReactNode }) => {
  const given = useRouteLoaderData<typeof loader>('root')
  const lang = useLang()
  // The browser hides nonce attributes from markup; the value in loader data serves both sides and keeps hydration equal.
  const nonce = given?.nonce
  return (
    <html lang={htmlLang(lang)} data-scheme={given?.scheme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* With no-referrer, browsers send `Origin: null` with a form, and a form of our own could not be told from a stranger's. */}
        <meta name="referrer" content="same-origin" />
        <link rel="icon" href={favicon()} type="image/svg+xml" />
        <Meta />
        {given ? <Shared shared={given.shared} /> : null}
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

/** For machines that search and for shared links: the other language of a page, and its picture. */
const Shared = ({ shared: { isPrivate, own, zh, en, picture: image } }: { readonly shared: ReturnType<typeof sharedOf> }) =>
  isPrivate ? (
    <meta name="robots" content="noindex" />
  ) : (
    <>
      <link rel="alternate" hrefLang="zh-CN" href={zh} />
      <link rel="alternate" hrefLang="en" href={en} />
      <link rel="alternate" hrefLang="x-default" href={zh} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={own} />
      <meta property="og:image" content={image} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )

const Root = () => <Outlet />
export default Root

export const ErrorBoundary = ({ error }: Route.ErrorBoundaryProps) => <ErrorPage error={error} isBare />
