/** Where the front page stands. */
import { place } from '../../i18n/place.ts'

export const frontPage = () => place`/`
