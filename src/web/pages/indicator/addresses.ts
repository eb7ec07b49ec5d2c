/** Addresses of figures. */
import { place } from '../../i18n/place.ts'

export const dataPage = () => place`/data`
export const regulatorPage = () => place`/desk/regulator`
