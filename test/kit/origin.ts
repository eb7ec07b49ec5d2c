/** How an achievement came about, as tests of any room say it. */
export { declareOwnWork } from '../../src/app/stage/acts.ts'
