/** Addresses of demands. */
import { place } from '../../i18n/place.ts'

export const demandsPage = () => place`/demands`
export const demandPage = (id: string) => place`/demands/${id}`
export const ownDemandsPage = () => place`/desk/demands`
export const ownDemandsFile = () => place`/desk/demands/file`
export const newDemandPage = () => place`/desk/demands/new`
export const editDemandPage = (id: string) => place`/desk/demands/${id}/edit`
export const demandImport = () => place`/desk/demands/import`
