export interface DemoAchievement {
  readonly key: string
  readonly field:
    | 'electronics_information'
    | 'biology_medicine'
    | 'aerospace'
    | 'new_materials'
    | 'high_tech_services'
    | 'new_energy'
    | 'resources_environment'
    | 'advanced_manufacturing'
  readonly chain:
    | 'digital_security'
    | 'integrated_circuits'
    | 'network_communication'
    | 'intelligent_computing'
    | 'biomedicine'
    | 'refining_materials'
    | 'energy_vehicles'
    | 'intelligent_equipment'
    | 'smart_home'
    | 'modern_textiles'
  /** Technology readiness level, 1 to 9 (GB/T 22900). */
  readonly trl: number
  readonly ip: 'invention' | 'utility' | 'software' | 'circuit_layout' | 'plant_variety' | 'know_how'
  /** Price hint in 万元. */
  readonly priceWan: number
  readonly keywords: readonly [string, string, string]
  /** Title and abstract. */
  readonly zh: readonly [string, string]
  readonly en: readonly [string, string]
}
