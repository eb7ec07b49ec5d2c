/** Addresses of panels of experts. */
import { place } from '../../i18n/place.ts'

export const panelsPage = () => place`/panels`
export const panelPage = (id: string) => place`/panels/${id}`
export const panelsDesk = () => place`/desk/panels`
export const panelDesk = (id: string) => place`/desk/panels/${id}`
