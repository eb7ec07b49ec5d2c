/** Addresses of what the shell itself shows. */
import { place, type Address } from '../i18n/place.ts'

export const demoClockPage = () => place`/demo-clock`
export const demoClockJump = (to: string, back: Address) => place`/demo-clock?to=${to}&back=${back}`
export const favicon = () => '/favicon.svg'
/** Of the act that does nothing but have the page read again. */
export const readAgainAct = () => '/again'
