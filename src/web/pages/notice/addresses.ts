/** Addresses of public notices and of what was objected to them. */
import { place } from '../../i18n/place.ts'

export const noticesPage = () => place`/notices`
export const noticePage = (id: string) => place`/notices/${id}`
export const objectionsPage = () => place`/desk/objections`
export const objectionOn = (id: string) => place`/desk/objections#${id}`
