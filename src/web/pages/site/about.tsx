import type { Route } from './+types/about.ts'
import { Operator } from './operator.tsx'
import { ProsePage, proseTitle } from './prose.tsx'
import { about } from './about.text.ts'

export const meta: Route.MetaFunction = ({ params }) => proseTitle((params as { readonly lang?: string }).lang, about)

const AboutPage = () => (
  <ProsePage both={about}>
    <Operator />
  </ProsePage>
)
export default AboutPage
