// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
// The attestation token as a COSE library sees it (@auth0/cose).
//   node independent.mjs check TOKEN PUBLIC.pem   verifies our token, and that one with a flipped bit fails
//   node independent.mjs make FOLDER              makes nodejs.cbor and nodejs.pem: a token of the library's own
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// The libraries lie where the caller put them, not beside this file.
const { resolve } = createRequire(`${process.env.HOLDFAST_NODE_MODULES}/`);
const { Sign1 } = await import(pathToFileURL(resolve('@auth0/cose')));
const { Encoder } = await import(pathToFileURL(resolve('cbor-x')));

async function check(tokenPath, keyPath) {
  const token = readFileSync(tokenPath);
  const key = createPublicKey(readFileSync(keyPath));

  await Sign1.decode(token).verify(key);
  token[token.length - 1] ^= 1;
  let refused = false;
  await Sign1.decode(token).verify(key).catch(() => { refused = true; });
  if (!refused) {
    throw new Error('the library takes a bad signature, so its yes is worth nothing');
  }
}

function instanceId(publicKey) {
  const { x, y } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);

  return Buffer.concat([Buffer.from([1]), createHash('sha256').update(point).digest()]);
}

async function make(folder) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const component = new Map([[2, Buffer.alloc(32, 1)], [5, Buffer.alloc(32, 2)]]);
  const claims = new Map([
    [10, Buffer.from(Array.from({ length: 32 }, (_, i) => i))],
    [256, instanceId(publicKey)],
    [265, 'tag:psacertified.org,2023:psa#tfm'],
    [2394, -5],
    [2395, 0x3000],
    [2396, Buffer.alloc(32, 3)],
    [2399, [component]],
  ]);
  const encoder = new Encoder({ mapsAsObjects: false, useRecords: false, tagUint8Array: false });
  const token = await Sign1.sign([[1, -7]], [], encoder.encode(claims), privateKey);

  writeFileSync(`${folder}/nodejs.cbor`, token.encode());
  writeFileSync(`${folder}/nodejs.pem`, publicKey.export({ type: 'spki', format: 'pem' }));
}

await { check, make }[process.argv[2]](...process.argv.slice(3));
