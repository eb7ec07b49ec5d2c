/** Light or dark: the system decides until somebody chooses; the choice is a cookie, so that the server can write it into the document. */
import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core'

export type ColorScheme = MantineColorScheme

export const isColorScheme = (text: string | undefined): text is ColorScheme => text === 'light' || text === 'dark' || text === 'auto'

/** Sets the attribute before the first paint when the system decides. */
export const SCHEME_SCRIPT =
  "document.documentElement.setAttribute('data-mantine-color-scheme',matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light')"

const YEAR_SECONDS = 31_536_000

export const cookieColorScheme = (cookie: string): MantineColorSchemeManager => ({
  get: (fallback) => {
    if (typeof document === 'undefined') return fallback
    const found = new RegExp(`(?:^|; )${cookie.replace('.', '\\.')}=(\\w+)`).exec(document.cookie)?.[1]
    return isColorScheme(found) ? found : fallback
  },
  set: (value) => {
    document.cookie = `${cookie}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => {
    document.cookie = `${cookie}=; Path=/; Max-Age=0; SameSite=Lax`
  },
})
