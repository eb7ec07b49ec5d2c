/** The document: language, theme, styles, nonces. Everything people see is inside `shell/frame.tsx`. */
import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Button.css'
import '@mantine/core/styles/Loader.css'
import '@mantine/core/styles/Input.css'
import './shell/theme.css'
import { MantineProvider, mantineHtmlProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from 'react-router'
import type { Route } from './+types/root.ts'
import { cookieOf, htmlLang, langOfPath, preferredLang, useLang } from './i18n/lang.ts'
import { cookieColorScheme, isColorScheme, SCHEME_SCRIPT, type ColorScheme } from './shell/color-scheme.ts'
import { appContext } from './shell/context.ts'
import { ErrorPage, errorTitle } from './shell/error-page.tsx'
import { theme, THEME_COOKIE } from './shell/theme.ts'
import { plainTitle } from './shell/title.ts'

export const loader = ({ request, context }: Route.LoaderArgs) => {
  const { nonce, styleNonce, reference } = context.get(appContext)
  const chosen = cookieOf(request, THEME_COOKIE)
  return { nonce, styleNonce, reference: reference ?? '', asked: preferredLang(request), scheme: isColorScheme(chosen) ? chosen : ('auto' as const) }
}

/** Nonces belong to the first document only. */
export const shouldRevalidate = () => false

export const meta: Route.MetaFunction = ({ location, error, loaderData }) => {
  // Where the loader itself failed there is no data, whatever the type says.
  const lang = langOfPath(location.pathname, (loaderData as typeof loaderData | undefined)?.asked)
  if (error !== undefined) return plainTitle(lang, errorTitle(error, lang))
  return [{ title: lang === 'zh' ? '浙江拍 · 技术市场' : 'Zhepai · technology market' }]
}

const colorSchemeManager = cookieColorScheme(THEME_COOKIE)

export const Layout = ({ children }: { readonly children: ReactNode }) => {
  const given = useRouteLoaderData<typeof loader>('root')
  const lang = useLang()
  const scheme: ColorScheme = given?.scheme ?? 'auto'
  // The browser hides nonce attributes from markup; the value in loader data serves both sides and keeps hydration equal.
  const nonce = given?.nonce
  const styleNonce = given?.styleNonce
  const attributes = { ...mantineHtmlProps, ...(scheme === 'auto' ? {} : { 'data-mantine-color-scheme': scheme }) }
  return (
    <html lang={htmlLang(lang)} {...attributes}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* With no-referrer, browsers send `Origin: null` with a form, and a form of our own could not be told from a stranger's. */}
        <meta name="referrer" content="same-origin" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {scheme === 'auto' ? <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SCHEME_SCRIPT }} /> : null}
        <Meta />
        <Links nonce={styleNonce} />
      </head>
      <body>
        <MantineProvider
          theme={theme}
          defaultColorScheme={scheme}
          colorSchemeManager={colorSchemeManager}
          getStyleNonce={() => styleNonce ?? ''}
          withStaticClasses={false}
          deduplicateCssVariables
        >
          {children}
        </MantineProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

const Root = () => <Outlet />
export default Root

export const ErrorBoundary = ({ error }: Route.ErrorBoundaryProps) => <ErrorPage error={error} isBare />
