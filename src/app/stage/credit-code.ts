import { withCheckSign } from '#modules/party/index.ts'

const SIGNS_BEFORE_CHECK = 17

/** A well-formed unified social credit code (GB 32100) of an organisation that does not exist: how it begins, filled up with a number. */
export const inventedCreditCode = (beginning: string, serial: number): string =>
  withCheckSign(beginning + String(serial).padStart(SIGNS_BEFORE_CHECK - beginning.length, '0'))
