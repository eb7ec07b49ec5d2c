/** Fields of technology, as achievements, demands and all that is built on them name them. */

/** Eight state-supported high-tech fields. */
export const FIELDS = [
  'electronics_information',
  'biology_medicine',
  'aerospace',
  'new_materials',
  'high_tech_services',
  'new_energy',
  'resources_environment',
  'advanced_manufacturing',
] as const
export type Field = (typeof FIELDS)[number]
