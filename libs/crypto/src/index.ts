export { CIPHERS, type CipherName, KEY_BYTES } from './ciphers.ts';
export {
  decryptRecord,
  encryptRecord,
  type KeyRing,
  keyedHash,
  keyIdIn,
  keyIdOf,
  keyRingOf,
  recordPrefix,
} from './encrypted-record.ts';
export * from './encryption.ts';
export { digest, HASH_BYTES, HASHES, type Hash, type HashName, hashNamed } from './hash.ts';
export {
  consistencyPath,
  inclusionPath,
  isConsistent,
  type Leaves,
  leafHash,
  nodeHash,
  rootFromInclusion,
  rootOf,
  type Subtree,
} from './merkle-tree.ts';
export { generatePrivateKey, type Signer, signerOf, type Verifier, verifierOf } from './note-keys.ts';
export { notesIn, signNote, type VerifiedNote, verifyNote } from './signed-note.ts';
export { subtreesIn, TILE_WIDTH, type Tile, TreeEdge } from './tree-tiles.ts';
