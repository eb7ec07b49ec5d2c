/**
 * The account service keeps the machine's own time: sessions and codes know no demonstration. Tests of it count from the moment in which they run, and
 * only forward or back from there, so that no date and no hour of the day matters. The one place where a test reads that clock.
 */
export const machineNow = (): number => Date.now()
