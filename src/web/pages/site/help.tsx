import type { Route } from './+types/help.ts'
import { Operator } from './operator.tsx'
import { ProsePage, proseTitle } from './prose.tsx'
import { help } from './help.text.ts'

export const meta: Route.MetaFunction = ({ params }) => proseTitle((params as { readonly lang?: string }).lang, help)

const HelpPage = () => (
  <ProsePage both={help}>
    <Operator />
  </ProsePage>
)
export default HelpPage
