/** Evidence and its verification. */
import type { Capability } from '../../shell/capability.ts'
import { verifyPage } from './addresses.ts'

export const evidence: Capability = {
  name: 'evidence',
  routes: {
    market: {
      verify: 'verify.tsx',
      'evidence/:subject': 'evidence.tsx',
    },
    bare: {
      'zhepai-verify.mjs': 'verify-program.ts',
    },
  },
  halls: [{ page: verifyPage(), zh: '验证', en: 'Verify' }],
}
