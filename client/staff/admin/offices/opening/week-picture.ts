import { weekdays } from '#shared/contracts/office-configuration.ts'
import { type RuleDraft, isOver, spanOf } from './rule-draft.ts'

/** A rule on one day of the picture. */
export interface Block {
  rule: RuleDraft
  /** 0 = Monday. */
  day: number
  from: number
  to: number
  /** Rules at the same time stand side by side: which place, of how many. */
  lane: number
  lanes: number
  /** On the first of its days; there the keyboard finds it. */
  isFirst: boolean
}

const earliest = 7 * 60
const latest = 18 * 60

/** Full hours that show every rule, at least a usual day. */
export function extentOf(rules: readonly RuleDraft[]): { from: number; to: number } {
  const spans = rules.flatMap((rule) => spanOf(rule) ?? [])
  return {
    from: Math.floor(Math.min(earliest, ...spans.map(({ from }) => from)) / 60) * 60,
    to: Math.ceil(Math.max(latest, ...spans.map(({ to }) => to)) / 60) * 60,
  }
}

/** Everything that the picture shows; rules that are over, or still being typed, are left out. */
export function blocksOf(rules: readonly RuleDraft[], today: string): Block[] {
  const shown = rules.flatMap((rule) => {
    const span = spanOf(rule)
    return span && !isOver(rule, today) ? [{ rule, ...span }] : []
  })
  return weekdays.flatMap((name, day) =>
    withLanes(
      shown
        .filter(({ rule }) => rule.days.includes(name))
        .map(({ rule, from, to }) => ({
          rule,
          day,
          from,
          to,
          isFirst: weekdays.find((one) => rule.days.includes(one)) === name,
        })),
    ),
  )
}

type Unplaced = Omit<Block, 'lane' | 'lanes'>

/** Each block takes the first lane that is free; those that touch each other share their width. */
function withLanes(blocks: readonly Unplaced[]): Block[] {
  const sorted = [...blocks].sort((a, b) => a.from - b.from || a.to - b.to)
  const placed: Block[] = []
  let cluster: Block[] = []
  let clusterEnd = 0
  const close = () => {
    const lanes = Math.max(0, ...cluster.map(({ lane }) => lane + 1))
    for (const block of cluster) placed.push({ ...block, lanes })
    cluster = []
  }
  for (const block of sorted) {
    if (block.from >= clusterEnd) close()
    const busy = new Set(cluster.filter(({ to }) => to > block.from).map(({ lane }) => lane))
    let lane = 0
    while (busy.has(lane)) lane += 1
    cluster.push({ ...block, lane, lanes: 1 })
    clusterEnd = Math.max(cluster.length === 1 ? 0 : clusterEnd, block.to)
  }
  close()
  return placed
}
