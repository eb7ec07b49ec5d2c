/** Addresses of what the site says of itself, and of what machines read of it. */
import { place } from '../../i18n/place.ts'

export const aboutPage = () => place`/about`
export const helpPage = () => place`/help`
export const privacyPage = () => place`/privacy`
/** Stands here with what every page links to: one file less for a first visit. */
export const complaintsPage = () => place`/complaints`
export const termsPage = () => place`/terms`
export const sitemapFile = () => '/sitemap.xml'
