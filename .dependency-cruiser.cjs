// Import directions of the whole house, in one table.
const LEVELS = {
  evidence: 0,
  rulebook: 0,
  // Stands on the rulebook: its periods are rules (ADR 0012).
  party: 0.5,
  account: 1,
  // Its periods are rules; everybody may complain of anything, so it knows nothing of what is complained of.
  complaint: 1,
  ledger: 1,
  document: 1,
  // Whoever is judged by a panel, it knows nothing of it.
  panel: 1,
  // Its certificate is a paper among the files.
  notice: 1.5,
  // Sealed envelopes, of whatever; higher procedures open its boxes.
  sealing: 1.5,
  credit: 1,
  payment: 2,
  achievement: 2,
  // A right is one in an achievement, and the catalogue opens its record (ADR 0026).
  title: 2.5,
  demand: 2,
  valuation: 3,
  listing: 4,
  auction: 5,
  negotiation: 5,
  challenge: 5,
  contract: 6,
  income: 7,
  equity: 7,
  venture: 7,
  finance: 8,
  service: 8,
  session: 8,
  discovery: 8,
  indicator: 9,
  desk: 9,
  ranking: 9,
  supervision: 9,
  exchange: 9,
  notification: 9,
}
const TEST = '[.]test[.]ts$'
const upward = Object.entries(LEVELS).map(([name, level]) => ({
  name: `no-upward-from-${name}`,
  severity: 'error',
  comment: 'A module may call and hear only modules on a lower level: calls go down, facts go up.',
  from: { path: `^src/modules/${name}/`, pathNot: TEST },
  to: {
    path: '^src/modules/',
    pathNot: [
      `^src/modules/${name}/`,
      ...Object.entries(LEVELS)
        .filter(([, l]) => l < level)
        .map(([n]) => `^src/modules/${n}/`),
    ],
  },
}))
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'kernel-is-bottom',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: TEST },
      to: { path: '^(src/|node_modules/)', pathNot: '^src/kernel/' },
    },
    {
      name: 'contract-speaks-kernel-only',
      severity: 'error',
      from: { path: '^src/contract/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/(kernel|contract)/' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/core/', pathNot: TEST },
      to: { pathNot: '^src/(kernel/|modules/[^/]+/core/)' },
    },
    { name: 'core-only-own', severity: 'error', from: { path: '^src/modules/([^/]+)/core/' }, to: { path: '^src/modules/', pathNot: '^src/modules/$1/core/' } },
    {
      name: 'api-is-data',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/(api|api-[a-z]+|facts|messages)[.]ts$' },
      to: {
        path: '^(src|node_modules)/',
        pathNot: [
          '^src/kernel/',
          '^src/contract/',
          '^src/modules/$1/core/',
          '^src/modules/$1/(messages|api-[a-z]+)',
          // Shapes of lower rooms; the levels below say which are.
          '^src/modules/[^/]+/api[.]ts$',
          'node_modules/(zod|@orpc/contract)/',
        ],
      },
    },
    {
      name: 'modules-by-front-door',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: TEST },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/(index|facts|api)[.]ts$'] },
    },
    { name: 'modules-know-no-app', severity: 'error', from: { path: '^src/modules/', pathNot: TEST }, to: { path: '^src/(app|web)/' } },
    {
      name: 'app-by-front-door',
      severity: 'error',
      from: { path: '^src/app/', pathNot: TEST },
      to: { path: '^src/modules/', pathNot: ['^src/modules/contracts[.]ts$', '^src/modules/[^/]+/(index|api|seed)[.]ts$', '^src/modules/(?:evidence/verify|sealing/(?:core|webcrypto))/', '^src/modules/sealing/messages[.]ts$', '^src/modules/auction/history-file[.]ts$', '^src/modules/panel/record-file[.]ts$'] },
    },
    {
      name: 'web-sees-contracts-only',
      severity: 'error',
      from: { path: '^src/web/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/web/',
          '^src/kernel/',
          '^src/contract/',
          '^src/modules/contracts[.]ts$',
          '^src/modules/[^/]+/((api|messages)[.]ts$|core/)',
          '^src/modules/evidence/verify/',
          // What a browser seals and opens with; the server and the command line do it by the same file.
          '^src/modules/sealing/webcrypto/',
        ],
      },
    },
    { name: 'platform-knows-no-business', severity: 'error', from: { path: '^src/platform/', pathNot: TEST }, to: { path: '^src/(modules|app|web)/' } },
    {
      name: 'sql-only-in-store',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/platform/',
          '^src/app/cli/',
          '^src/modules/[^/]+/((store|queries)[a-z-]*|[a-z-]+-(store|queries)|checks)[.]ts$',
          '^src/modules/[^/]+/(store|queries)/',
          '^src/modules/[^/]+/migrations/',
          TEST,
        ],
      },
      to: { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-undeclared-npm', severity: 'error', from: { path: '^src/' }, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: ['^[.]/[+]types/', 'virtual:'] } },
    {
      name: 'facts-only-in-reactions',
      severity: 'error',
      comment: 'A foreign fact is read only where the module reacts.',
      from: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/[^/]+/reactions[.]ts$', TEST] },
      to: { path: '^src/modules/[^/]+/facts[.]ts$', pathNot: '^src/modules/$1/' },
    },
    ...upward,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]react-router/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'], mainFields: ['module', 'main'] },
  },
}
