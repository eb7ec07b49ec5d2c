/** The secret reserve is fixed before the notice: its salted hash is published, the reserve never. */
import { canonicalJson } from '#kernel/canonical-json.ts'

export interface CommittedReserve {
  readonly lotId: string
  readonly reserveMinor: bigint
  readonly salt: string
}

/** The exact text whose SHA-256 is the commitment. Without the salt the few likely prices could simply be tried. */
export const commitmentText = ({ lotId, reserveMinor, salt }: CommittedReserve): string => canonicalJson({ lotId, reserveMinor: String(reserveMinor), salt })
