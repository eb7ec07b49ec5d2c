/** The inbox: what happened in one's own affairs. */
import type { Capability } from '../../shell/capability.ts'

export const notification: Capability = {
  name: 'notification',
  routes: { desk: { inbox: 'inbox.tsx' } },
}
