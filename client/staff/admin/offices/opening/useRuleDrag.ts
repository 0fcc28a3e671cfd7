import { onScopeDispose, type Ref } from 'vue'
import { weekdays } from '#shared/contracts/office-configuration.ts'
import { formatWallTime } from '#shared/domain/local-time.ts'
import { type RuleDraft, moved, newRule, resized, shifted, stepMinutes } from './rule-draft.ts'

/** What is drawn: the part of the day that the picture shows, and its element. */
interface Picture {
  element: Ref<HTMLElement | null>
  extent: Ref<{ from: number; to: number }>
}

interface Drag {
  /** The rule as it was when the drag began. */
  origin: RuleDraft
  part: 'whole' | 'from' | 'to'
  startX: number
  startY: number
}

/** Pixels that a hand moves while it clicks. */
const clickSlack = 4

/** The mouse moves rules, pulls at their ends, and draws new ones. Fingers scroll the page instead. */
export function useRuleDrag(
  { element, extent }: Picture,
  change: (rule: RuleDraft) => void,
  add: (rule: RuleDraft) => void,
) {
  let drag: Drag | null = null
  let hasMoved = false

  const minutesOf = (pixels: number): number => {
    const height = element.value?.getBoundingClientRect().height ?? 1
    const minutes = (pixels / height) * (extent.value.to - extent.value.from)
    return Math.round(minutes / stepMinutes) * stepMinutes
  }
  const daysOf = (pixels: number): number => {
    const width = element.value?.getBoundingClientRect().width ?? 1
    return Math.round(pixels / (width / weekdays.length))
  }

  function begin(event: PointerEvent, origin: RuleDraft, part: Drag['part']) {
    if (event.pointerType === 'touch' || event.button !== 0) return
    drag = { origin, part, startX: event.clientX, startY: event.clientY }
    hasMoved = false
    window.addEventListener('pointermove', follow)
    window.addEventListener('pointerup', end)
  }

  /** On an empty place of a day: a new rule, as long as somebody draws it. */
  function draw(event: PointerEvent) {
    const box = element.value?.getBoundingClientRect()
    if (!box || event.pointerType === 'touch' || event.button !== 0) return
    const day = weekdays[Math.floor(((event.clientX - box.left) / box.width) * weekdays.length)]
    const minute = extent.value.from + minutesOf(event.clientY - box.top)
    if (!day) return
    const rule = newRule([day], formatWallTime(minute), formatWallTime(minute + stepMinutes))
    add(rule)
    begin(event, rule, 'to')
  }

  function follow(event: PointerEvent) {
    if (!drag) return
    const { origin, part, startX, startY } = drag
    const minutes = minutesOf(event.clientY - startY)
    hasMoved ||= Math.abs(event.clientX - startX) + Math.abs(event.clientY - startY) > clickSlack
    if (part !== 'whole') {
      change(resized(origin, minutes, part))
      return
    }
    const days = daysOf(event.clientX - startX)
    let rule = moved(origin, minutes)
    for (let step = 0; step < Math.abs(days); step++) rule = shifted(rule, days > 0 ? 1 : -1)
    change(rule)
  }

  function end() {
    drag = null
    window.removeEventListener('pointermove', follow)
    window.removeEventListener('pointerup', end)
  }

  /** Whether the click that comes now is the end of a drag; asked once. */
  function takeDragged(): boolean {
    const dragged = hasMoved
    hasMoved = false
    return dragged
  }

  onScopeDispose(end)
  return { begin, draw, takeDragged }
}
