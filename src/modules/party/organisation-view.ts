/** An organisation as read models show it. */
import type { OrganisationView } from './api.ts'
import type { Organisation } from './core/organisation.ts'
import { regionName } from './core/region.ts'

export const organisationView = (organisation: Organisation): OrganisationView => ({
  id: organisation.id,
  kind: organisation.kind,
  name: { ...organisation.name },
  creditCode: organisation.creditCode,
  region: organisation.region,
  regionName: { ...regionName(organisation.region) },
  legalNature: organisation.legalNature,
  state: organisation.state,
})
