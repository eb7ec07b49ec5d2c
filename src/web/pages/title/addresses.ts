/** Addresses of rights and first refusal. */
import { place } from '../../i18n/place.ts'

export const firstRefusalsPage = () => place`/desk/first-refusals`
