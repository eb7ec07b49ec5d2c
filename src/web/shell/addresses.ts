/** Addresses of what the shell itself shows. */
import { localPath, place, placeOf, type Address } from '../i18n/place.ts'
import type { Lang } from '#kernel/bilingual.ts'

export const demoClockPage = () => place`/demo-clock`
export const demoClockJump = (to: string, back: Address) => place`/demo-clock?to=${to}&back=${back}`
export const favicon = () => '/favicon.svg'
/** The page under which drafts of its forms are kept, from its address: the same in both languages. */
export const draftPlace = (pathname: string): string => placeOf(pathname.replace(/(?<=.)\/$/, '') as Address)
/** Where a draft is dropped before scripts run. */
export const draftDropAct = (lang: Lang): Address => localPath(lang, place`/draft-drop`)
/** Of the act that does nothing but have the page read again. */
export const readAgainAct = () => '/again'
