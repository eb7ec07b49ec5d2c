/** Addresses of income plans. */
import { place } from '../../i18n/place.ts'

export const plansPage = () => place`/desk/income`
export const plansFile = () => place`/desk/income/file`
export const planPage = (id: string) => place`/desk/income/${id}`
export const editPlanPage = (id: string) => place`/desk/income/${id}/edit`
export const coOwnerIncomePage = () => place`/desk/co-owner-income`
export const ownIncomePage = () => place`/desk/my-income`
