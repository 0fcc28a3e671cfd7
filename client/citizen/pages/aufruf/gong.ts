/** Two notes, a falling third, as in a department store: heard by all, startling nobody. */
const notes = [
  { hertz: 659.26, at: 0 },
  { hertz: 523.25, at: 0.55 },
]
/** A bell is its note with some of the notes above it. */
const partials = [
  { factor: 1, loudness: 0.5 },
  { factor: 2, loudness: 0.18 },
  { factor: 3.01, loudness: 0.07 },
]
const fadeSeconds = 1.4

/** Sounds the gong, made on the spot: no file has to be loaded. Resolves when a voice may follow. */
export async function soundGong(context: AudioContext): Promise<void> {
  const start = context.currentTime + 0.05
  for (const { hertz, at } of notes) {
    for (const { factor, loudness } of partials) {
      const tone = context.createOscillator()
      const volume = context.createGain()
      tone.frequency.value = hertz * factor
      volume.gain.setValueAtTime(0.0001, start + at)
      volume.gain.exponentialRampToValueAtTime(loudness, start + at + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.0001, start + at + fadeSeconds)
      tone.connect(volume).connect(context.destination)
      tone.start(start + at)
      tone.stop(start + at + fadeSeconds)
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 1300))
}
