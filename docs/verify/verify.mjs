/*
 * Checks a proof that `duban prove` wrote: that these events, word by word, are in the log that was sealed.
 * 核对 `duban prove` 给出的证明：这些事件逐字逐句都在已签封的日志之中。
 *
 *   node verify.mjs proof.json KEY          KEY: the verifier key, or a file with it · 公钥，或存有公钥的文件
 *
 * Or open verify.html beside it in a browser. It needs Node 20 or a browser with Ed25519, no network, and nothing that
 * comes from Duban but the proof; the key must have reached you by another way. README.md describes every format.
 * No import and no export, so that one file serves both.
 */

const encode = (text) => new TextEncoder().encode(text);
const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const base64Of = (bytes) => btoa(String.fromCharCode(...bytes));
const concat = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const same = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);

class Refused extends Error {}
const refuse = (zh, en) => {
  throw new Refused(`${zh} · ${en}`);
};

/* ---- The hashes ---- */

const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** SM3, GB/T 32905-2016. */
async function sm3(message) {
  const rotate = (word, by) => (word << by % 32) | (word >>> (32 - (by % 32)));
  const p0 = (x) => x ^ rotate(x, 9) ^ rotate(x, 17);
  const p1 = (x) => x ^ rotate(x, 15) ^ rotate(x, 23);
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  const state = Int32Array.of(
    ...[0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e],
  );
  for (let block = 0; block < padded.length; block += 64) {
    const w = new Int32Array(68);
    for (let j = 0; j < 16; j++) w[j] = view.getInt32(block + j * 4);
    for (let j = 16; j < 68; j++)
      w[j] = p1(w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)) ^ rotate(w[j - 13], 7) ^ w[j - 6];
    let [a, b, c, d, e, f, g, h] = state;
    for (let j = 0; j < 64; j++) {
      const early = j < 16;
      const ss1 = rotate((rotate(a, 12) + e + rotate(early ? 0x79cc4519 : 0x7a879d8a, j)) | 0, 7);
      const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
      const tt1 = (ff + d + (ss1 ^ rotate(a, 12)) + (w[j] ^ w[j + 4])) | 0;
      const tt2 = (gg + h + ss1 + w[j]) | 0;
      [a, b, c, d, e, f, g, h] = [tt1, a, rotate(b, 9), c, p0(tt2), e, rotate(f, 19), g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      state[i] ^= word;
    });
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => digest.setInt32(i * 4, word));
  return new Uint8Array(digest.buffer);
}

const HASHES = { sha256, sm3 };

/* ---- The key and the seal: C2SP signed-note and tlog-checkpoint ---- */

/** "<name>+<key id>+<base64 of 0x01 and the Ed25519 public key>"; the id is the beginning of a hash over name and key. */
async function readKey(text) {
  const [, name, id, base64] = text.match(/^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u) ?? [];
  const key = base64 ? bytesOf(base64) : [];
  if (key[0] !== 1 || base64Of(key) !== base64) refuse('这不是公钥', 'That is no verifier key');
  const digest = await sha256(concat(encode(`${name}\n`), key));
  const expected = [...digest.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (expected !== id) refuse('公钥被改动', 'The verifier key was altered');
  return { name, id: digest.subarray(0, 4), publicKey: key.subarray(1) };
}

/** The text, an empty line, and one line "— <name> <base64 of key id and signature>"; the signature is over the text. */
async function openSeal(note, key) {
  const [, text, name, base64] = note.match(/^((?:[^\n]+\n)+)\n— (\S+) ([A-Za-z0-9+/]+=*)\n$/u) ?? [];
  const signature = base64 ? bytesOf(base64) : [];
  if (name !== key.name || signature.length !== 68 || base64Of(signature) !== base64 || !same(signature.slice(0, 4), key.id))
    refuse('签封不是此公钥所签', 'The seal is not signed by this key');
  const verifier = await crypto.subtle.importKey('raw', key.publicKey, { name: 'Ed25519' }, false, ['verify']);
  if (!(await crypto.subtle.verify({ name: 'Ed25519' }, verifier, signature.slice(4), encode(text))))
    refuse('签封的签名不成立', 'The signature of the seal does not hold');
  const said = text.match(/^(\S+)\n([1-9]\d*)\n([A-Za-z0-9+/]{43}=)\nhash (\w+)\ntime (\S+)\n$/u) ?? [];
  const [, origin, size, root, hash, time] = said;
  if (origin !== key.name || !Object.hasOwn(HASHES, hash ?? '')) refuse('签封内容不明', 'The seal says something unknown');
  return { origin, size: Number(size), root: bytesOf(root), hash: HASHES[hash], hashName: hash, time };
}

/* ---- The tree: RFC 9162, 2.1.3.2 ---- */

const leafHash = (hash, text) => hash(concat([0], encode(text)));
const nodeHash = (hash, left, right) => hash(concat([1], left, right));

async function rootFrom(hash, leaf, index, size, proof) {
  let [node, at, last] = [leaf, index, size - 1];
  for (const sibling of proof) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      node = await nodeHash(hash, sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else node = await nodeHash(hash, node, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? node : null;
}

/* ---- The proof ---- */

const hasOnly = (value, names) =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === [...names].sort().join();

/** A leaf's lines: position, stream, version, seconds since 1970, schema version, type, data, meta. */
function readLeaf(text) {
  const lines = text.split('\n');
  if (lines.length < 8) refuse('事件文本不全', 'The text of an event is not whole');
  const [position, stream, version, seconds] = lines;
  const [data, meta] = lines.slice(-2);
  const type = lines.slice(5, -2).join('\n');
  return { position, stream, version: Number(version), at: new Date(Number(seconds) * 1000), type, data, meta };
}

/**
 * Checks a proof, given as its JSON text, against a verifier key. Answers with what it proves; throws `Refused` when it
 * proves nothing, with the reason in Chinese and English.
 */
async function verifyProof(json, keyText) {
  let proof;
  try {
    proof = JSON.parse(json);
  } catch {
    refuse('这不是 JSON 文件', 'That is no JSON');
  }
  if (!hasOnly(proof, ['format', 'stream', 'events', 'seal', 'key']) || proof.format !== 'duban-proof/1')
    refuse('这不是本程序所识的证明', 'That is no proof of a kind that this program knows');
  if (proof.key !== keyText.trim()) refuse('证明所附公钥不是您给出的公钥', 'The proof bears another key than yours');
  const seal = await openSeal(String(proof.seal), await readKey(proof.key));
  if (!Array.isArray(proof.events) || proof.events.length === 0) refuse('证明中没有事件', 'There is no event in the proof');

  const events = [];
  for (const [i, event] of proof.events.entries()) {
    if (!hasOnly(event, ['position', 'leaf', 'proof'])) refuse('事件项不明', 'An event is not as it should be');
    const leaf = readLeaf(String(event.leaf));
    const { position } = event;
    const isHere = Number.isSafeInteger(position) && position > 0 && position <= seal.size;
    if (!isHere || leaf.position !== String(position)) refuse('事件位置不符', `Position ${position} is not the event's`);
    if (leaf.stream !== proof.stream) refuse('事件属于另一事项', `Position ${position} is of another item`);
    if (leaf.version !== i + 1) refuse('缺少事件或次序不符', `Version ${i + 1} is missing or out of order`);
    const hashes = String(event.proof);
    const path = bytesOf(/^[A-Za-z0-9+/]*=*$/.test(hashes) ? hashes : '');
    if (path.length % 32 !== 0 || base64Of(path) !== hashes) refuse('证明路径不全', `The path of ${position} is not whole`);
    const siblings = Array.from({ length: path.length / 32 }, (_, at) => path.subarray(at * 32, at * 32 + 32));
    const start = await leafHash(seal.hash, event.leaf);
    const root = await rootFrom(seal.hash, start, position - 1, seal.size, siblings);
    if (!root || !same(root, seal.root))
      refuse(`位置 ${position} 的事件不在签封之内`, `The event at position ${position} is not in what was sealed`);
    events.push(leaf);
  }
  return { stream: proof.stream, events, seal };
}

/** What a proof proves, for people. */
function tell({ stream, events, seal }) {
  const root = base64Of(seal.root);
  return [
    `真实 · TRUE: ${events.length} 个事件，自第 1 版起连续 · events, every version from 1 on, of ${stream}`,
    `签封 · seal: ${seal.origin}, ${seal.size} 个事件 · events, ${seal.hashName} ${root}, ${seal.time}`,
    ...events.map(({ position, version, at, type, data }) => `${position}  v${version}  ${at.toISOString()}  ${type}  ${data}`),
    '它不能证明此后没有更新的事件。 · It does not prove that there is no later event.',
  ].join('\n');
}

Object.assign(globalThis, { verifyProof, tellProof: tell, Refused });

/* ---- In Node: the command ---- */

async function main([file, given, ...more]) {
  if (!file || !given || more.length > 0) {
    console.error('node verify.mjs proof.json KEY');
    return 2;
  }
  const { readFile } = await import('node:fs/promises');
  try {
    const key = given.includes('+') ? given : await readFile(given, 'utf8');
    console.log(tell(await verifyProof(await readFile(file, 'utf8'), key)));
    return 0;
  } catch (error) {
    console.error(error instanceof Refused ? `不成立 · REFUSED: ${error.message}` : error.message);
    return error instanceof Refused ? 1 : 2;
  }
}

if (typeof document === 'undefined' && /verify\.mjs$/.test(process.argv[1] ?? '')) {
  main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
