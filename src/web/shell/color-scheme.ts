/** Light or dark: the system decides until somebody chooses; the choice is a cookie, so that the server can write it into the document. */

export type ColorScheme = 'light' | 'dark'

export const SCHEME_COOKIE = 'zhepai.theme'

/** Null: the system decides. */
export const chosenScheme = (text: string | undefined): ColorScheme | null => (text === 'light' || text === 'dark' ? text : null)

const YEAR_SECONDS = 31_536_000

const shownScheme = (): ColorScheme =>
  chosenScheme(document.documentElement.dataset['scheme']) ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

/** The page follows at once: every colour is written for both (`theme.css`). */
export const switchScheme = (): void => {
  const next: ColorScheme = shownScheme() === 'dark' ? 'light' : 'dark'
  document.documentElement.dataset['scheme'] = next
  document.cookie = `${SCHEME_COOKIE}=${next}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`
}
