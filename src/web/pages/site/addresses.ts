/** Addresses of what the site says of itself, and of what machines read of it. */
import { place } from '../../i18n/place.ts'

export const aboutPage = () => place`/about`
export const helpPage = () => place`/help`
export const privacyPage = () => place`/privacy`
export const termsPage = () => place`/terms`
export const sitemapFile = () => '/sitemap.xml'
