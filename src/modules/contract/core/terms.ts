/** Periods of the contract paper by which the machine counts. */

/** To mend what was refused and hand over again. */
export const REWORK_DAYS = 30
/** So often the seller may mend; refused once more, the buyer may rescind. */
export const MOST_REWORKS = 2

export const HANDOVER_OUTCOMES = ['accepted', 'partly', 'deemed', 'rejected'] as const
/** deemed: accepted by silence, as the contract agrees. */
export type HandoverOutcome = (typeof HANDOVER_OUTCOMES)[number]
