/** Addresses of the rules, the calendar and their changes. */
import { place } from '../../i18n/place.ts'

export const rulesPage = () => place`/rules`
export const rulesCiting = (source: string) => place`/rules?q=${source}`
export const rulePage = (key: string) => place`/rules/${key}`
export const calendarPage = () => place`/rules/calendar`
export const openChangesPage = () => place`/rules/changes`
export const ruleChangesPage = () => place`/desk/rules`
export const ruleChangeOf = (key: string) => place`/desk/rules?key=${key}`
export const holidaysPage = () => place`/desk/calendar`
