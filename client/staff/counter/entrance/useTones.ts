import { computed, ref, type WritableComputedRef } from 'vue'
import type { Light } from '#shared/contracts/check-in.ts'
import { recall, remember } from '../device-memory.ts'

/** Hertz, one after the other: rising for yes, twice the same for look, deep and falling for no. */
const melodies: Record<Light, { notes: number[]; seconds: number; wave: OscillatorType }> = {
  green: { notes: [659, 988], seconds: 0.12, wave: 'sine' },
  yellow: { notes: [523, 523], seconds: 0.16, wave: 'triangle' },
  red: { notes: [220, 147], seconds: 0.26, wave: 'sawtooth' },
}
const loudness = 0.2

const isMuted = ref(recall('tones') === 'off')
let context: AudioContext | null = null

/** Tells the lights apart by ear as well; the device remembers whether it should. */
export function useTones(): { isOn: WritableComputedRef<boolean>; play: (light: Light) => void } {
  return {
    isOn: computed({
      get: () => !isMuted.value,
      set: (on) => {
        isMuted.value = !on
        remember('tones', on ? 'on' : 'off')
      },
    }),
    play: (light) => {
      if (!isMuted.value) void sound(light)
    },
  }
}

async function sound(light: Light): Promise<void> {
  try {
    context ??= new AudioContext()
    await context.resume()
  } catch {
    // No loudspeaker: sign and words stand alone.
    return
  }
  const { notes, seconds, wave } = melodies[light]
  for (const [index, frequency] of notes.entries()) {
    const begin = context.currentTime + index * (seconds + 0.03)
    const tone = new OscillatorNode(context, { frequency, type: wave })
    const volume = new GainNode(context, { gain: loudness })
    // Cut off at full swing, a tone ends with a click.
    volume.gain.setValueAtTime(loudness, begin + seconds * 0.7)
    volume.gain.linearRampToValueAtTime(0, begin + seconds)
    tone.connect(volume).connect(context.destination)
    tone.start(begin)
    tone.stop(begin + seconds)
  }
}
