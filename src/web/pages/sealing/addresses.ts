/** Addresses of sealed envelopes. */
import { place } from '../../i18n/place.ts'

export const sealedPage = () => place`/sealed`
export const sealedBox = (id: string) => place`/sealed/${id}`
export const openingDesk = () => place`/desk/sealing`
export const ceremonyPage = (id: string) => place`/desk/sealing/${id}`
