/** What the money pages say of codes and states: the words of the books and of payments. */
import { en as bookEn, zh as bookZh } from '#modules/ledger/messages.ts'
import { en, zh } from '#modules/payment/messages.ts'

export const WORDS = { zh: { ...bookZh, ...zh }, en: { ...bookEn, ...en } }
