/** Addresses of technology contracts. */
import { place } from '../../i18n/place.ts'

export const contractsPage = () => place`/desk/contracts`
export const contractsFile = () => place`/desk/contracts/file`
export const contractPage = (id: string) => place`/desk/contracts/${id}`
