// The smallest files of each kind that a reader accepts, for tests here and in the browser.

const latin = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

function joined(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** `filler`: bytes of content, to make it as large as wanted. */
export function samplePdf(filler = 0): Uint8Array {
  return joined(latin("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"), new Uint8Array(filler).fill(0x41), latin("\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n47\n%%EOF\n"));
}

export function sampleJpeg(): Uint8Array {
  const app0 = latin("\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00");
  const frame = latin("\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00");
  const scan = latin("\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00");
  return joined(latin("\xff\xd8"), app0, frame, scan, latin("\x37\xff\x00\x12"), latin("\xff\xd9"));
}

export function samplePng(): Uint8Array {
  const header = latin("\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89");
  const content = latin("\x00\x00\x00\x0aIDAT\x78\x9c\x63\x00\x01\x00\x00\x05\x00\x01\x0d\x0a\x2d\xb4");
  return joined(latin("\x89PNG\r\n\x1a\n"), header, content, latin("\x00\x00\x00\x00IEND\xae\x42\x60\x82"));
}

export const withText = (file: Uint8Array, text: string) => joined(file, latin(text));
export const textFile = latin;
