// SPDX-License-Identifier: Apache-2.0
//
// Verifies a proof about one record in JavaScript, by the WebAssembly module of the small verifier,
// which imports nothing:  node verify_record.mjs MODULE COMMITMENT PROOF RECORD
//
// The commitment must come from where it is signed: the small verifier does not check who made it.
import { readFileSync } from "node:fs";

const files = process.argv.slice(2).map((path) => readFileSync(path));
const [module, commitmentBytes, proof, record] = files;
const { instance } = await WebAssembly.instantiate(module, {});
const zk = instance.exports;
zk._initialize();

const bytesAt = (address, size) => new Uint8Array(zk.memory.buffer, address, size);
const pointerAt = (address) => new DataView(zk.memory.buffer).getUint32(address, true);

// Lays bytes into the module's memory; a NUL behind them ends text.
function put(bytes) {
  const address = zk.malloc(bytes.length + 1);
  bytesAt(address, bytes.length).set(bytes);
  bytesAt(address + bytes.length, 1)[0] = 0;
  return address;
}

function textAt(address) {
  const memory = new Uint8Array(zk.memory.buffer);
  return Buffer.from(memory.subarray(address, memory.indexOf(0, address))).toString();
}

const out = zk.malloc(4);
const digest = zk.malloc(32);
const error = zk.malloc(256); // the code, then the message

function check(code) {
  if (code !== 0) {
    console.error(`REFUSED: ${textAt(error + 4)} (${textAt(zk.modelseal_zk_reason_name(code))})`);
    process.exit(1);
  }
}

check(zk.modelseal_zk_commitment_parse(put(commitmentBytes), commitmentBytes.length, out, error));
const commitment = pointerAt(out);
check(zk.modelseal_zk_record_digest(commitment, put(Buffer.from("raw")), put(record), record.length,
                                    digest, error));
check(zk.modelseal_zk_verify_record(commitment, digest, put(proof), proof.length, out, error));
const answers = pointerAt(out);
const answer = zk.modelseal_zk_answers_is_member(answers, 0) ? "in" : "not in";
const name = textAt(zk.modelseal_zk_commitment_name(commitment));
console.log(`${answer} the committed list "${name}"`);
