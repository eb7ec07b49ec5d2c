/** The page under which drafts of its forms are kept, from its address: the same in both languages. */
import { placeOf, type Address } from '../i18n/place.ts'

export const draftPlace = (pathname: string): string => placeOf(pathname.replace(/(?<=.)\/$/, '') as Address)
