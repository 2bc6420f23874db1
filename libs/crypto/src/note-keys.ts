import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

/** Somebody who signs notes: a name, and an Ed25519 key. */
export interface Signer {
  readonly verifier: Verifier;
  sign(text: string): Buffer;
}

/** What it takes to check the signatures of one signer. */
export interface Verifier {
  readonly name: string;
  /** Eight hexadecimal digits that stand for name and key. */
  readonly keyId: string;
  /** The whole as one line that can be published: `<name>+<key id>+<key in base64>`, as in C2SP signed-note. */
  readonly verifierKey: string;
  verify(text: string, signature: Uint8Array): boolean;
}

/** The byte that says Ed25519 in key ids and verifier keys. */
const ED25519 = Uint8Array.of(1);
/** What DER puts before the 32 bytes of an Ed25519 public key. */
const DER_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** A new Ed25519 key as PEM (PKCS #8), as `openssl genpkey -algorithm ed25519` makes them. */
export function generatePrivateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Throws when the PEM does not hold an Ed25519 private key, or the name has a space or a plus sign. */
export function signerOf(name: string, privateKeyPem: string): Signer {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`The key is ${key.asymmetricKeyType}, not Ed25519`);
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(DER_HEAD.length);
  return {
    verifier: verifier(name, publicKey),
    sign: (text) => sign(null, Buffer.from(text), key),
  };
}

/** Reads a verifier key. Throws when it is none, or when its id does not fit its name and key. */
export function verifierOf(verifierKey: string): Verifier {
  const [, name = '', keyId, key = ''] = verifierKey.match(/^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/) ?? [];
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 33 || bytes[0] !== ED25519[0]) throw new Error('That is no Ed25519 verifier key');
  const made = verifier(name, bytes.subarray(1));
  if (made.keyId !== keyId) throw new Error('That verifier key was altered: its id does not fit its name and key');
  return made;
}

function verifier(name: string, publicKey: Buffer): Verifier {
  if (!/^[^\s+]+$/u.test(name)) throw new Error(`The name of a key may not have spaces or plus signs: “${name}”`);
  const key = createPublicKey({ key: Buffer.concat([DER_HEAD, publicKey]), type: 'spki', format: 'der' });
  const keyId = createHash('sha256').update(`${name}\n`).update(ED25519).update(publicKey).digest('hex').slice(0, 8);
  return {
    name,
    keyId,
    verifierKey: `${name}+${keyId}+${Buffer.concat([ED25519, publicKey]).toString('base64')}`,
    verify: (text, signature) => verify(null, Buffer.from(text), key, signature),
  };
}
