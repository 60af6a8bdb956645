import type { Mail } from './mail-outline.ts';

const BOUNDARY = 'inkling-part';

/** A mail within a mail of Outlook as a file of its own. */
export function bytesOfMail(mail: Mail): Uint8Array {
  const headers = [['subject', mail.subject] as const, ...mail.fields]
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value.replace(/\s+/g, ' ')}`);
  const parts = [
    part('Content-Type: text/plain; charset=utf-8', Buffer.from(mail.text)),
    ...(mail.html === '' ? [] : [part('Content-Type: text/html; charset=utf-8', Buffer.from(mail.html))]),
    ...(mail.rtf === null ? [] : [attachment('message.rtf', mail.rtf)]),
    ...mail.attachments.map(({ name, bytes }) => attachment(name, bytes)),
  ];
  return Buffer.from(
    [
      ...headers,
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
      '',
      ...parts,
      `--${BOUNDARY}--`,
      '',
    ].join('\r\n'),
  );
}

function attachment(name: string, bytes: Uint8Array): string {
  const type = `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''`;
  return part(`${type}${encodeURIComponent(name.toWellFormed())}`, bytes);
}

function part(headers: string, bytes: Uint8Array): string {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const lines = content.match(/.{1,76}/g) ?? [];
  return [`--${BOUNDARY}`, headers, 'Content-Transfer-Encoding: base64', '', ...lines].join('\r\n');
}
