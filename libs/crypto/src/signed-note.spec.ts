import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePrivateKey, signerOf, verifierOf } from './note-keys.ts';
import { notesIn, signNote, verifyNote } from './signed-note.ts';

/** The examples that the two descriptions of the format come with: Go's sumdb/note, and C2SP signed-note. */
const PUBLISHED = [
  {
    key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    note:
      'If you think cryptography is the answer to your problem,\n' +
      "then you don't know what your problem is.\n" +
      '\n' +
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
  },
  {
    key: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    note:
      'This is an example message.\n' +
      '\n' +
      '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
  },
];

const signer = signerOf('duban.test/log', generatePrivateKey());
const stranger = signerOf('duban.test/log', generatePrivateKey());
const TEXT = 'duban.test/log\n3\nroot\n';

describe('a signed note', () => {
  it.each(PUBLISHED)('of $key is read as published', ({ key, note }) => {
    const verifier = verifierOf(key);
    expect(verifier.verifierKey).toBe(key);
    expect(verifyNote(note, [verifier])).toEqual({ text: `${note.split('\n\n')[0]}\n`, keyId: key.split('+')[1] });
    expect(verifyNote(note.replace('i', 'j'), [verifier])).toBeNull();
  });

  it('is verified by the verifier key of its signer, and by no other', () => {
    const note = signNote(TEXT, signer);
    const published = verifierOf(signer.verifier.verifierKey);
    expect(verifyNote(note, [published])).toEqual({ text: TEXT, keyId: published.keyId });
    expect(verifyNote(note, [stranger.verifier])).toBeNull();
    expect(verifyNote(note, [stranger.verifier, published])).not.toBeNull();
  });

  it('is refused with any character altered', () => {
    const note = signNote(TEXT, signer);
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        fc.pre(note[at] !== character);
        expect(verifyNote(note.slice(0, at) + character + note.slice(at + 1), [signer.verifier])).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('may bear the signatures of others besides; one that claims to be known and is not spoils it', () => {
    const [both, forged] = [stranger, { ...signer, sign: stranger.sign }].map(
      (second) => signNote(TEXT, signer) + (signNote(TEXT, second).split('\n\n')[1] ?? ''),
    );
    expect(verifyNote(both ?? '', [signer.verifier])).not.toBeNull();
    expect(verifyNote(forged ?? '', [signer.verifier])).toBeNull();
  });

  it('is found among others and among what a crash left of one', () => {
    const [one, other] = [signNote(TEXT, signer), signNote('duban.test/log\n4\nroot\n', signer)];
    expect(notesIn(`${one}\n${other}\n`)).toEqual([one, other]);
    expect(notesIn(`${one}\n${other.slice(0, 20)}\n\n${other}`)).toEqual([one, other]);
    expect(notesIn(`${one}${other}`)).toEqual([one, other]);
    expect(notesIn(`${one}\n${other.slice(0, -5)}`)).toEqual([one]);
    expect(notesIn('')).toEqual([]);
  });

  it('needs a text of whole lines', () => {
    expect(() => signNote('no end of line', signer)).toThrow('must end with one line break');
    expect(() => signNote('an empty line\n\n', signer)).toThrow('must end with one line break');
  });
});

describe('a verifier key', () => {
  it('is refused when it was altered or is none', () => {
    const { verifierKey } = signer.verifier;
    expect(() => verifierOf(verifierKey.replace('log', 'lag'))).toThrow('altered');
    expect(() => verifierOf(verifierKey.slice(0, -4))).toThrow('no Ed25519 verifier key');
    expect(() => verifierOf('hello')).toThrow('no Ed25519 verifier key');
  });

  it('is not made for a name that could not be told from the rest', () => {
    expect(() => signerOf('two words', generatePrivateKey())).toThrow('may not have spaces');
    expect(() => signerOf('a+b', generatePrivateKey())).toThrow('may not have spaces or plus signs');
  });
});
