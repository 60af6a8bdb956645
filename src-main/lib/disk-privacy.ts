/** How a disk or a folder is encrypted by what the system brings; Inkling itself encrypts nothing. */
const HOW: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'turn on FileVault (System Settings, Privacy & Security)',
  win32: 'turn on BitLocker or device encryption (Settings, Privacy & security)',
  linux: 'encrypt the disk with LUKS when the system is set up, or a folder with fscrypt or gocryptfs',
};
const OTHERWISE = "encrypt the disk with your system's own means";

/** Plain words on who can read a library. */
export function diskPrivacy(folder: string, platform: NodeJS.Platform = process.platform): string {
  return (
    `not encrypted by Inkling: who can read ${folder} can read the text of your documents, so it is as private as its ` +
    `disk. To encrypt it, ${HOW[platform] ?? OTHERWISE}; the library may lie in an encrypted folder (INKLING_LIBRARY). ` +
    "Passwords of documents are kept in the system's keychain, by the desktop app alone and only where you ask for it."
  );
}
