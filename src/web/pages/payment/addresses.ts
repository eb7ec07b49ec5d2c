/** Addresses of money: what is to be paid, and the finance office. */
import { place, type Place } from '../../i18n/place.ts'

export const paymentsPage = () => place`/desk/payments`
export const paymentPage = (id: string) => place`/desk/payments/${id}`
export const depositsPage = () => place`/desk/deposits`
export const depositsFile = () => place`/desk/deposits/file`
export const instrumentPage = (id: string) => place`/desk/deposits/${id}`
export const instrumentsPage = () => place`/desk/finance/instruments`
export const instrumentsIn = (state: string) => place`/desk/finance/instruments?state=${state}`
export const financePage = () => place`/desk/finance`
/** The page that says why a file was refused. */
export const refusedOn = (page: Place, code: string) => `${page}${place`?refused=${code}`}` as Place
export const financeFile = () => place`/desk/finance/file`
export const statementsPage = () => place`/desk/finance/statements`
export const statementPage = (id: string) => place`/desk/finance/statements/${id}`
export const linesPage = () => place`/desk/finance/lines`
export const linesFile = () => place`/desk/finance/lines/file`
export const linesIn = (state: string) => place`/desk/finance/lines?state=${state}`
export const linePage = (id: string) => place`/desk/finance/lines/${id}`
export const requestsPage = () => place`/desk/finance/requests`
export const requestsFile = () => place`/desk/finance/requests/file`
export const payoutsFile = () => place`/desk/finance/payouts/file`
export const payoutsPage = () => place`/desk/finance/payouts`
export const payoutsIn = (state: string) => place`/desk/finance/payouts?state=${state}`
export const payoutPage = (id: string) => place`/desk/finance/payouts/${id}`
export const batchesPage = () => place`/desk/finance/batches`
export const batchPage = (id: string) => place`/desk/finance/batches/${id}`
export const ledgerAccountsPage = () => place`/desk/finance/accounts`
export const ledgerAccountPage = (code: string) => place`/desk/finance/accounts/${code}`
