/** Addresses of achievements: the catalogue, disclosures, the offices that handle them. */
import type { AchievementState } from '#modules/achievement/core/lifecycle.ts'
import { place } from '../../i18n/place.ts'

export const achievementsPage = () => place`/achievements`
export const achievementsIn = (field: string) => place`/achievements?field=${field}`
export const achievementsOf = (institution: string) => place`/achievements?institution=${institution}`
export const achievementsBy = (mode: string) => place`/achievements?mode=${mode}`
export const achievementPage = (id: string) => place`/achievements/${id}`
export const disclosuresPage = () => place`/desk/disclosures`
export const newDisclosurePage = () => place`/desk/disclosures/new`
export const disclosurePage = (id: string) => place`/desk/disclosures/${id}`
export const savedDisclosurePage = (id: string) => place`/desk/disclosures/${id}?saved=1`
export const achievementInbox = () => place`/desk/achievements`
export const disclosuresFile = () => place`/desk/disclosures/file`
export const achievementInboxFile = () => place`/desk/achievements/file`
export const achievementInboxIn = (state: AchievementState) => place`/desk/achievements?state=${state}`
export const achievementDesk = (id: string) => place`/desk/achievements/${id}`
export const achievementOrigin = (id: string) => place`/desk/achievements/${id}#origin`
export const achievementFiling = (id: string) => place`/desk/achievements/${id}#filing`
export const achievementImport = () => place`/desk/achievements/import`
