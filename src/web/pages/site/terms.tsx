import type { Route } from './+types/terms.ts'
import { Operator } from './operator.tsx'
import { ProsePage, proseTitle } from './prose.tsx'
import { terms } from './terms.text.ts'

export const meta: Route.MetaFunction = ({ params }) => proseTitle((params as { readonly lang?: string }).lang, terms)

const TermsPage = () => (
  <ProsePage both={terms}>
    <Operator />
  </ProsePage>
)
export default TermsPage
