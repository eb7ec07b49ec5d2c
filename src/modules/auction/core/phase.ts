/** The one table of phases. Suspension remembers where it came from, so that resuming leads back there. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const PHASES = lifecycle({
  initial: 'scheduled',
  states: {
    scheduled: { open: 'free', suspend: 'suspended', cancel: 'closed' },
    free: { startTimed: 'timed', suspend: 'suspended' },
    timed: { close: 'closed', suspend: 'suspended' },
    suspended: { resumeScheduled: 'scheduled', resumeFree: 'free', resumeTimed: 'timed', cancel: 'closed' },
    closed: {},
  },
})

export const RESUME_EVENT = { scheduled: 'resumeScheduled', free: 'resumeFree', timed: 'resumeTimed' } as const
