/** A lot whose notice stands still for an objection: its dates are not what they were. Its words come with it: most lots need none. */
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { noticePage } from '../notice/addresses.ts'

export interface Paused {
  readonly noticeId: string
  readonly title: string
  readonly about: string
  readonly see: string
}

export const NoticePaused = ({ paused }: { readonly paused: Paused | null }) =>
  paused ? (
    <Banner tone="warning" title={paused.title}>
      {paused.about} <LocalLink to={noticePage(paused.noticeId)}>{paused.see}</LocalLink>
    </Banner>
  ) : null
