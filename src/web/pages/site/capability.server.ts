/** What the site says of itself: about, help, privacy, terms; and to machines that search. */
import type { Capability } from '../../shell/capability.ts'

export const site: Capability = {
  name: 'site',
  routes: {
    market: {
      about: 'about.tsx',
      help: 'help.tsx',
      privacy: 'privacy.tsx',
      terms: 'terms.tsx',
    },
    bare: {
      'robots.txt': 'robots.ts',
      'sitemap.xml': 'sitemap.ts',
    },
  },
}
