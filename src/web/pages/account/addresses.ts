/** Addresses of accounts: the way in, one's own account, the administrator's view. */
import { place, type Address, type Place } from '../../i18n/place.ts'

export const loginPage = () => place`/login`
/** Comes back to that page afterwards. */
export const loginThen = (next: Address) => place`/login?next=${next}`
/** Another step of the same log-in. */
export const loginStep = (asked: URLSearchParams) => `${loginPage()}?${asked}` as Place
export const loginRecovered = () => place`/login?recovered=1`
export const logoutPage = () => place`/logout`
export const registerPage = () => place`/register`
export const foundPage = () => place`/found`
export const joinPage = (token: string) => place`/join?token=${token}`
export const accountPage = () => place`/account`
export const ownDataPage = () => place`/account/data`
export const ownDataFilePage = () => place`/account/data/file`
export const erasurePage = (id: string) => place`/account/erasures/${id}`
export const erasuresPage = () => place`/desk/erasures`
export const emailPage = () => place`/account/email`
export const recoverPage = () => place`/recover`
export const outboxPage = () => place`/demo/outbox`
/** Letters to one mail address. */
export const outboxOf = (to: string) => place`/demo/outbox?to=${to}`
export const checklistPage = () => place`/desk/checklist`
export const accountsPage = () => place`/desk/accounts`
export const accountOf = (id: string) => place`/desk/accounts/${id}`
export const securityLogPage = () => place`/desk/security-log`
export const securityLogOf = (accountId: string) => place`/desk/security-log?account=${accountId}`
export const securityLogFile = () => place`/desk/security-log/file`
