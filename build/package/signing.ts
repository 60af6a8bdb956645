import type { Configuration } from 'electron-builder';

export interface Signing {
  readonly mac: NonNullable<Configuration['mac']>;
  readonly win: NonNullable<Configuration['win']>;
}

const APPLE_KEY = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'];
const APPLE_PASSWORD = ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'];
const AZURE_LOGIN = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'];

/**
 * What the environment says of signing; the secrets themselves are read by electron-builder and stand in no file. Where
 * nothing is set, macOS gets an ad-hoc signature, without which its processors start nothing, and Windows none. A hardened
 * runtime would refuse Electron's own libraries then: it takes those of the same team alone, and ad hoc there is none.
 * @throws Error where half of something is set
 */
export function signing(environment: NodeJS.ProcessEnv): Signing {
  const signsMac = isSet(environment, ['CSC_LINK']) || isSet(environment, ['CSC_NAME']);
  const notarize = isSet(environment, APPLE_KEY) || isSet(environment, APPLE_PASSWORD);
  if (notarize && !signsMac) throw new Error('notarising needs a signature: set CSC_LINK or CSC_NAME too.');
  return {
    mac: signsMac ? { notarize } : { identity: '-', notarize: false, hardenedRuntime: false },
    win: windows(environment),
  };
}

/** Azure's signing service where it is named; a certificate in WIN_CSC_LINK is found by electron-builder itself. */
function windows(environment: NodeJS.ProcessEnv): Signing['win'] {
  const names = [
    'INKLING_AZURE_ENDPOINT',
    'INKLING_AZURE_ACCOUNT',
    'INKLING_AZURE_PROFILE',
    'INKLING_PUBLISHER',
  ];
  if (!isSet(environment, names)) return {};
  if (!isSet(environment, AZURE_LOGIN))
    throw new Error(`signing by Azure needs ${AZURE_LOGIN.join(', ')} too.`);
  const [endpoint = '', codeSigningAccountName = '', certificateProfileName = '', publisherName = ''] =
    names.map((name) => environment[name] ?? '');
  return { azureSignOptions: { endpoint, codeSigningAccountName, certificateProfileName, publisherName } };
}

/** True where all are set, false where none is. @throws Error for anything between */
function isSet(environment: NodeJS.ProcessEnv, names: readonly string[]): boolean {
  const missing = names.filter((name) => !environment[name]);
  if (missing.length === 0) return true;
  if (missing.length === names.length) return false;
  throw new Error(
    `${names.join(', ')} belong together: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set.`,
  );
}
