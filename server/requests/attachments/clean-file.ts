import { fileTypeFromBuffer } from 'file-type'
import sharp, { type Sharp } from 'sharp'
import { AppError } from '#server/errors.ts'
import type { AttachmentType } from '#shared/contracts/attachments.ts'
import { attachmentTypes } from '#shared/contracts/attachments.ts'
import { isPlainPdf } from './pdf.ts'

/** A file as it may be kept. */
export interface CleanFile {
  type: AttachmentType
  bytes: Buffer
}

/** More than the cameras of phones make in their usual modes; some 150 MiB while it is turned. */
const mostPixels = 50_000_000
const longestSide = 4096
const secondsToDecode = 20

// Only these are ever asked for; a loader that is not there has no holes.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.cache(false)

/**
 * Turns what somebody sent into what may be kept. The type is told by the content. A picture is
 * drawn anew: its pixels stay, turned upright, and nothing else of it: no position, no camera, no
 * thumbnail, no text, nothing behind its end. A PDF stays as it is, or is refused.
 * @throws AppError 'file-type-refused', 'file-refused'
 */
export async function cleanFile(sent: Buffer): Promise<CleanFile> {
  const type = await typeOf(sent)
  if (type === null) throw new AppError('file-type-refused')
  if (type === 'application/pdf') {
    if (!isPlainPdf(sent)) throw new AppError('file-refused')
    return { type, bytes: sent }
  }
  try {
    return { type, bytes: await redraw(sent, type) }
  } catch {
    throw new AppError('file-refused')
  }
}

async function typeOf(sent: Buffer): Promise<AttachmentType | null> {
  const found = await fileTypeFromBuffer(sent).catch(() => undefined)
  return attachmentTypes.find((type) => type === found?.mime) ?? null
}

function redraw(sent: Buffer, type: Exclude<AttachmentType, 'application/pdf'>): Promise<Buffer> {
  const picture = sharp(sent, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: secondsToDecode })
  return encoders[type](picture).toBuffer()
}

const encoders = {
  'image/jpeg': (picture: Sharp) => picture.jpeg({ quality: 85 }),
  'image/png': (picture: Sharp) => picture.png(),
  'image/webp': (picture: Sharp) => picture.webp({ quality: 85 }),
}
