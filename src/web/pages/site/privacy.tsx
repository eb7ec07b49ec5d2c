import type { Route } from './+types/privacy.ts'
import { useVisit } from '../../shell/market.ts'
import { Operator } from './operator.tsx'
import { ProcessingNotice } from './processing.tsx'
import { ProsePage, proseTitle } from './prose.tsx'
import { privacy } from './privacy.text.ts'

export const meta: Route.MetaFunction = ({ params }) => proseTitle((params as { readonly lang?: string }).lang, privacy)

const PrivacyPage = () => (
  <ProsePage both={privacy} params={{ days: useVisit().site.securityLogDays }}>
    <Operator />
    <ProcessingNotice />
  </ProsePage>
)
export default PrivacyPage
