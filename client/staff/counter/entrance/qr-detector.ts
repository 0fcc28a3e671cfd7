import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

/** Finds QR codes in a picture; returns their texts. */
export type FindCodes = (picture: HTMLVideoElement) => Promise<string[]>

interface Detector {
  detect: (picture: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: ['qr_code'] }): Detector
  getSupportedFormats: () => Promise<readonly string[]>
}

/** The browser's own detector, or one in WebAssembly from our own origin where it has none. */
export async function loadDetector(): Promise<FindCodes> {
  const Found = (await nativeDetector()) ?? (await ownDetector())
  const detector = new Found({ formats: ['qr_code'] })
  return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue)
}

async function nativeDetector(): Promise<DetectorClass | null> {
  const native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (!native) return null
  // Some browsers have the name, and no format behind it.
  const formats = await native.getSupportedFormats().catch((): string[] => [])
  return formats.includes('qr_code') ? native : null
}

async function ownDetector(): Promise<DetectorClass> {
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill')
  // By itself it would load from a public server.
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })
  return BarcodeDetector
}
