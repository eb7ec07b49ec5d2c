/** Addresses of pages. A place is made by an `addresses.ts` only and has no language yet; `localPath` gives it one. */
import type { Lang } from '#kernel/bilingual.ts'

declare const kind: unique symbol

/** A page of the market, without language. */
export type Place = string & { readonly [kind]: 'place' }

/** A page of the market in one language, as a link or a redirect takes it. */
export type Address = string & { readonly [kind]: 'address' }

/** A colon is a letter of a path like any other (RFC 3986, 3.3), and codes of accounts have them: an address that is written otherwise finds no page. */
const segment = (value: string): string => encodeURIComponent(value).replaceAll('%3A', ':')

/** place`/lots/${id}`: what is put in is escaped, in the path and in the query alike. */
export const place = (parts: TemplateStringsArray, ...values: readonly string[]): Place => String.raw(parts, ...values.map(segment)) as Place

/** Links inside the market keep the language. */
export const localPath = (lang: Lang, at: Place): Address => `/${lang}${(at as string) === '/' ? '' : at}` as Address

/** The page of an address. */
export const placeOf = (address: Address): Place => (address.slice('/zh'.length) || '/') as Place

/** An address that somebody sent along; null unless it is one of ours: `//host` and `/\host` would leave the site. */
export const ownAddress = (sent: unknown): Address | null => (typeof sent === 'string' && /^\/(zh|en)([/?][^\\]*)?$/.test(sent) ? (sent as Address) : null)
