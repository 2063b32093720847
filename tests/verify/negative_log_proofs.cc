// SPDX-License-Identifier: Apache-2.0
//
// Groups 27 to 29: inclusion proofs and checkpoints.
#include <algorithm>
#include <string>
#include <utility>

#include "lib/base/base64.h"
#include "tests/support/trusted_root_json.h"
#include "tests/verify/negative_case.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;
using tlog::InclusionProof;
using tlog::LogEntry;

Change Proof(const std::function<void(InclusionProof&)>& change) {
  return [change](Trial& trial) {
    trial.signing.change_entry = [change](LogEntry& entry) { change(entry.inclusion_proof); };
  };
}

TestLog& LogOf(Trial& trial) {
  return trial.signing.log == LogChoice::kRekorV1 ? trial.sigstore.rekor_v1
                                                  : trial.sigstore.rekor_v2;
}

// What the log signs as the checkpoint of the entry's tree.
Change Checkpoint(const std::function<void(CheckpointSpec&)>& change) {
  return [change](Trial& trial) {
    trial.signing.change_entry = [&trial, change](LogEntry& entry) {
      CheckpointSpec spec = LogOf(trial).CheckpointOf(entry.inclusion_proof.tree_size);
      change(spec);
      entry.inclusion_proof.checkpoint = LogOf(trial).SignCheckpoint(spec);
    };
  };
}

// The note after it was signed.
Change Note(const std::function<std::string(const std::string&)>& change) {
  return Proof([change](InclusionProof& proof) { proof.checkpoint = change(proof.checkpoint); });
}

// A note whose body the log signed, whatever it is.
Change SignedBody(const std::function<std::string(const std::string&)>& change) {
  return [change](Trial& trial) {
    trial.signing.change_entry = [&trial, change](LogEntry& entry) {
      const TestLog& log = LogOf(trial);
      const CheckpointSpec spec = log.CheckpointOf(entry.inclusion_proof.tree_size);
      const std::string body = change(spec.Body());
      entry.inclusion_proof.checkpoint =
          body + "\n" + SignatureLine(spec.signature_name, spec.key_id, log.Sign(body)) + "\n";
    };
  };
}

// The entry stands alone in its log.
void StandAlone(Trial& trial, const std::function<void(InclusionProof&)>& change) {
  trial.signing.change_entry = [&trial, change](LogEntry& entry) {
    TestLog& log = trial.sigstore.rekor_v1;
    TestLog alone(TestLog::Kind::kRekorV1, log.base_url(), log.key());
    alone.AppendLeaf(entry.canonicalized_body);
    entry.inclusion_proof = alone.ProofOf(0, 1);
    change(entry.inclusion_proof);
  };
}

// Six leaves came before the entry's, so that the tree has seven and the entry is the last: all of
// its hashes are of the border. Here the first leaf's, which has none there.
void ProveFirstLeaf(Trial& trial, const std::function<void(InclusionProof&)>& change) {
  trial.signing.change_entry = [&trial, change](LogEntry& entry) {
    TestLog& log = trial.sigstore.rekor_v1;
    TestLog again(TestLog::Kind::kRekorV1, log.base_url(), log.key());
    again.AppendLeaf(entry.canonicalized_body);
    for (int i = 0; i < 7; ++i) {
      again.AppendLeaf("later");
    }
    entry.inclusion_proof = again.ProofOf(0, again.size());
    change(entry.inclusion_proof);
  };
}

Change InFirstLeaf(const std::function<void(InclusionProof&)>& change) {
  return [change](Trial& trial) { ProveFirstLeaf(trial, change); };
}

void FlipLastSignatureBit(std::string& note) {
  const size_t begin = note.rfind(' ') + 1;
  std::string blob = *DecodeBase64(note.substr(begin, note.size() - 1 - begin));
  blob.back() ^= 1;
  note = note.substr(0, begin) + EncodeBase64(blob) + "\n";
}

// A line of the log's name and key that holds for nothing.
std::string BadLineOf(const CheckpointSpec& spec) {
  return SignatureLine(spec.signature_name, spec.key_id, std::string(64, 'x'));
}

std::string StrangerLine(int i) {
  return SignatureLine("witness" + std::to_string(i) + ".test", "wit1", std::string(72, 'x'));
}

void CheckpointByOtherLog(Trial& trial) {
  const TestLog other(TestLog::Kind::kRekorV1, "https://other.test",
                      TestKey::Make(TestKey::Kind::kP256));
  trial.signing.change_entry = [other](LogEntry& entry) {
    CheckpointSpec spec;
    spec.origin = other.origin();
    spec.tree_size = entry.inclusion_proof.tree_size;
    spec.root_hash =
        std::string(entry.inclusion_proof.root_hash.begin(), entry.inclusion_proof.root_hash.end());
    spec.signature_name = "other.test";
    spec.key_id = other.log_id().substr(0, 4);
    entry.inclusion_proof.checkpoint = other.SignCheckpoint(spec);
  };
  trial.change_root = [other](json& root) {
    root["tlogs"].push_back(LogInstanceJson(other.base_url(), other.key(), other.log_id()));
  };
}

std::vector<NegativeCase> ProofCases() {
  return {
      Artifact(27, "index at the size of the tree",
               Proof([](InclusionProof& proof) { proof.log_index = proof.tree_size; })),
      Artifact(27, "index far beyond the tree",
               Proof([](InclusionProof& proof) { proof.log_index = INT64_MAX; })),
      Artifact(27, "index of another leaf",
               Proof([](InclusionProof& proof) { --proof.log_index; })),
      Artifact(27, "empty tree",
               [](Trial& trial) {
                 trial.signing.change_entry = [&trial](LogEntry& entry) {
                   entry.inclusion_proof = trial.sigstore.rekor_v1.ProofOf(0, 0);
                 };
               }),
      Artifact(27, "a hash too few", Proof([](InclusionProof& proof) { proof.hashes.pop_back(); })),
      Artifact(27, "a hash too many",
               Proof([](InclusionProof& proof) { proof.hashes.push_back(proof.hashes[0]); })),
      Artifact(27, "a hash too few below the border", InFirstLeaf([](InclusionProof& proof) {
                 proof.hashes.erase(proof.hashes.begin());
               })),
      Artifact(27, "a hash too many below the border", InFirstLeaf([](InclusionProof& proof) {
                 proof.hashes.insert(proof.hashes.begin(), proof.hashes[0]);
               })),
      Artifact(27, "no hashes", Proof([](InclusionProof& proof) { proof.hashes.clear(); })),
      Artifact(27, "hash of 31 bytes",
               [](Trial& trial) {
                 trial.change_bundle = [](json& bundle) {
                   bundle["verificationMaterial"]["tlogEntries"][0]["inclusionProof"]["hashes"][0] =
                       EncodeBase64(std::string(31, 'x'));
                 };
               }),
      Artifact(27, "root hash of 31 bytes",
               [](Trial& trial) {
                 trial.change_bundle = [](json& bundle) {
                   bundle["verificationMaterial"]["tlogEntries"][0]["inclusionProof"]["rootHash"] =
                       EncodeBase64(std::string(31, 'x'));
                 };
               }),
      Artifact(27, "siblings exchanged", InFirstLeaf([](InclusionProof& proof) {
                 std::swap(proof.hashes[0], proof.hashes[1]);
               })),
      Artifact(27, "changed hash", Proof([](InclusionProof& proof) { proof.hashes[0][0] ^= 1; })),
      Artifact(27, "hash in a tree of one leaf",
               [](Trial& trial) {
                 StandAlone(trial,
                            [](InclusionProof& proof) { proof.hashes.push_back(proof.root_hash); });
               }),
      V2(27, "index at the size of the tree in Rekor v2",
         Proof([](InclusionProof& proof) { proof.log_index = proof.tree_size; })),
      V2(27, "changed hash in Rekor v2",
         Proof([](InclusionProof& proof) { proof.hashes[0][0] ^= 1; })),
  };
}

std::vector<NegativeCase> CheckpointCases() {
  return {
      Artifact(28, "another size than the proof's",
               Checkpoint([](CheckpointSpec& spec) { ++spec.tree_size; })),
      Artifact(28, "another size than the proof's, of which the proof would hold",
               InFirstLeaf([](InclusionProof& proof) { --proof.tree_size; })),
      Artifact(28, "another root than the proof's",
               Checkpoint([](CheckpointSpec& spec) { spec.root_hash[0] ^= 1; })),
      Artifact(28, "another root in the proof",
               Proof([](InclusionProof& proof) { proof.root_hash[0] ^= 1; })),
      Artifact(28, "older checkpoint of the same log",
               [](Trial& trial) {
                 trial.signing.change_entry = [&trial](LogEntry& entry) {
                   const TestLog& log = trial.sigstore.rekor_v1;
                   entry.inclusion_proof.checkpoint =
                       log.SignCheckpoint(log.CheckpointOf(entry.inclusion_proof.tree_size - 1));
                 };
               }),
      Artifact(28, "checkpoint by another trusted log", CheckpointByOtherLog),
      Artifact(28, "origin of another log by the same key", Checkpoint([](CheckpointSpec& spec) {
                 spec.origin = "other.test - 1193050959916656506";
               })),
      V2(28, "origin of another log by the same key of Rekor v2",
         Checkpoint([](CheckpointSpec& spec) { spec.origin = "other.test"; })),
      V2(28, "another name in the signature line of Rekor v2",
         Checkpoint([](CheckpointSpec& spec) { spec.signature_name = "other.test"; })),
      Artifact(28, "key id of the log and a bad signature", Note([](std::string note) {
                 FlipLastSignatureBit(note);
                 return note;
               })),
      V2(28, "key id of the log of Rekor v2 and a bad signature", Note([](std::string note) {
           FlipLastSignatureBit(note);
           return note;
         })),
      Artifact(28, "good line behind a bad one of the same name and key id",
               Checkpoint([](CheckpointSpec& spec) { spec.lines_before = {BadLineOf(spec)}; })),
      V2(28, "good line of Rekor v2 behind a bad one of the same name and key id",
         Checkpoint([](CheckpointSpec& spec) { spec.lines_before = {BadLineOf(spec)}; })),
      Artifact(28, "bad line behind a good one of the same name and key id",
               Checkpoint([](CheckpointSpec& spec) { spec.lines_after = {BadLineOf(spec)}; })),
      Artifact(28, "lines of strangers only",
               Checkpoint([](CheckpointSpec& spec) { spec.key_id = "none"; })),
      Artifact(28, "carriage returns",
               SignedBody([](const std::string& body) { return ReplaceOnce(body, "\n", "\r\n"); })),
      Artifact(28, "no newline at the end",
               Note([](const std::string& note) { return note.substr(0, note.size() - 1); })),
      Artifact(28, "leading zero in the size", SignedBody([](const std::string& body) {
                 return ReplaceOnce(body, "\n7", "\n07");
               })),
      Artifact(28, "size that is no number", SignedBody([](const std::string& body) {
                 return ReplaceOnce(body, "\n7", "\n7x");
               })),
      Artifact(28, "blank line among the signed lines",
               SignedBody([](const std::string& body) { return body + "\nextension\n"; })),
      Artifact(28, "blank line behind the signatures",
               Note([](const std::string& note) { return note + "\n"; })),
      Artifact(28, "1000 signature lines", Checkpoint([](CheckpointSpec& spec) {
                 for (int i = 0; i < 999; ++i) {
                   spec.lines_after.push_back(StrangerLine(i));
                 }
               })),
      Artifact(28, "signature line of a key id without a signature",
               Checkpoint([](CheckpointSpec& spec) {
                 spec.lines_after = {SignatureLine("witness.test", "abcd", "")};
               })),
      Artifact(28, "signature line of three bytes", Checkpoint([](CheckpointSpec& spec) {
                 spec.lines_after = {SignatureLine("witness.test", "abc", "")};
               })),
      Artifact(28, "no checkpoint",
               [](Trial& trial) {
                 trial.change_bundle = [](json& bundle) {
                   json& entry = bundle["verificationMaterial"]["tlogEntries"][0];
                   entry["inclusionProof"].erase("checkpoint");
                 };
               }),
      V2(29, "origin in the form of Rekor v1 by a key of Rekor v2",
         Checkpoint([](CheckpointSpec& spec) { spec.origin += " - 1193050959916656506"; })),
      V2(29, "line of Rekor v2 without the type of the key in its id",
         [](Trial& trial) {
           trial.signing.change_entry = [&trial](LogEntry& entry) {
             const TestLog& log = trial.sigstore.rekor_v2;
             CheckpointSpec spec = log.CheckpointOf(entry.inclusion_proof.tree_size);
             spec.key_id = HashText("sha256", SpkiOf(log.key())).substr(0, 4);
             entry.inclusion_proof.checkpoint = log.SignCheckpoint(spec);
           };
         }),
      Artifact(29, "origin in the form of Rekor v2 with another name in the line",
               Checkpoint([](CheckpointSpec& spec) {
                 spec.origin = "rekor.test";
                 spec.signature_name = "other.test";
               })),
      Artifact(29, "line of Rekor v1 with an id of C2SP",
               [](Trial& trial) {
                 trial.signing.change_entry = [&trial](LogEntry& entry) {
                   const TestLog& log = trial.sigstore.rekor_v1;
                   CheckpointSpec spec = log.CheckpointOf(entry.inclusion_proof.tree_size);
                   spec.key_id =
                       HashText("sha256", "rekor.test\n\x02" + SpkiOf(log.key())).substr(0, 4);
                   entry.inclusion_proof.checkpoint = log.SignCheckpoint(spec);
                 };
               }),
  };
}

}  // namespace

std::vector<NegativeCase> LogProofCases() {
  std::vector<NegativeCase> all = ProofCases();
  const std::vector<NegativeCase> checkpoints = CheckpointCases();
  all.insert(all.end(), checkpoints.begin(), checkpoints.end());
  return all;
}

}  // namespace modelseal::testing
