/** What browsers say of themselves, in the words that matter. */
export const programOf = (agent: string): string => {
  const browser = /(?:Edg|OPR|Firefox|MicroMessenger|Chrome|Safari)(?=\/)/.exec(agent)?.[0]
  const system = /Windows|Mac OS X|Android|iPhone|iPad|HarmonyOS|Linux/.exec(agent)?.[0]
  return [browser === 'Edg' ? 'Edge' : browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40)
}
