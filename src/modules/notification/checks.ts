import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

/** What must never be found among inboxes. */
export const checks: readonly Check[] = [
  {
    name: 'notification.items_tell_of_facts',
    sql: `select i.id from notification.item i left join platform.fact f on f.id = i.fact_id and f.type = i.type where f.id is null`,
  },
  bound({
    name: 'notification.services_are_what_the_log_says',
    rows: `select id, jsonb_build_object('itemId', id, 'personId', person_id, 'factId', fact_id, 'factType', type) as said
      from notification.item where is_service`,
    facts: { 'notification.served': {} },
  }),
]
