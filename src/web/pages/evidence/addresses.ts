/** Addresses of evidence and its verification. */
import { place } from '../../i18n/place.ts'

export const verifyPage = () => place`/verify`
export const verifyFact = (factId: string) => place`/verify?fact=${factId}`
export const verifySubject = (subject: string) => place`/verify?subject=${subject}`
export const evidencePage = (subject: string) => place`/evidence/${subject}`

/** The program that checks proofs away from here; it has no language. */
export const verifierFile = () => '/zhepai-verify.mjs'
