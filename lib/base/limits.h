// SPDX-License-Identifier: Apache-2.0
//
// Every cap on untrusted input, with its reason. What is a rule about keys or certificates rather
// than about size stands with that rule.
#ifndef MODELSEAL_LIB_BASE_LIMITS_H_
#define MODELSEAL_LIB_BASE_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace modelseal::limits {

// A signature file. An entry costs about 220 bytes, 4/3 of that in base64: room for about 800,000
// files, while the parsed form (about 10 times the text) stays below what a loader has anyway.
inline constexpr uint64_t kMaxBundleBytes = 256ull << 20;

// Items of one list in a bundle or a trust root: no less than any cap on what such lists hold, and
// small enough that messages of nothing but empty items stay small.
inline constexpr size_t kMaxRepeatedItems = 256;

// Nesting of JSON. The deepest known bundle has 9 levels; the parser's stack must not be the
// attacker's to size.
inline constexpr size_t kMaxJsonDepth = 64;

// Entries of a manifest and files of a model: ten times the largest checkpoint we know of.
inline constexpr size_t kMaxManifestEntries = 1'000'000;

// Names the signer leaves out.
inline constexpr size_t kMaxIgnoredNames = 10'000;

// A name relative to the model: PATH_MAX of Linux.
inline constexpr size_t kMaxNameBytes = 4096;

// Directories inside one another.
inline constexpr size_t kMaxDirectoryDepth = 256;

// Directory entries seen in one walk, ignored ones and directories included.
inline constexpr size_t kMaxWalkEntries = 4'000'000;

// PEM file of a key: the largest (P-521, encrypted, with text before it) is below 4 KiB.
inline constexpr size_t kMaxKeyFileBytes = 1u << 20;

// A DER-encoded ECDSA signature on P-521 has at most 139 bytes; RSA-8192, should it come, 1024.
inline constexpr size_t kMaxSignatureBytes = 1024;

// Certificates in a bundle, log entries, timestamps: real bundles have 1 to 4; each costs public
// key operations.
inline constexpr size_t kMaxCertificates = 16;
inline constexpr size_t kMaxLogEntries = 32;
inline constexpr size_t kMaxTimestamps = 32;

// Hashes of a Merkle proof: a tree of 2^63 leaves needs 63 for an inclusion and about twice as many
// for a consistency proof, which no bundle carries.
inline constexpr size_t kMaxProofHashes = 63;

// A checkpoint (signed note): real ones have 0.2 to 1 KiB; witnesses may come to dozens, with
// post-quantum signatures of 3 KiB each.
inline constexpr size_t kMaxCheckpointBytes = 256u << 10;
inline constexpr size_t kMaxCheckpointSignatures = 100;

// The body of a log entry: real ones have 1 to 3 KiB; private logs put the whole envelope in it.
inline constexpr size_t kMaxLogBodyBytes = 64u << 20;

// A timestamp response in DER with all certificates of its authority: real ones have 1 to 6 KiB.
inline constexpr size_t kMaxTimestampBytes = 64u << 10;

// Signed certificate timestamps in one certificate: Fulcio embeds one, the web two to four.
inline constexpr size_t kMaxScts = 32;

// Subjects of an in-toto statement about artifacts, and digests of one subject: what sigstore-go
// accepts. A model's statement has one subject.
inline constexpr size_t kMaxSubjects = 1024;
inline constexpr size_t kMaxSubjectDigests = 32;

// A trusted root or client trust config: the production one has 7 KiB.
inline constexpr size_t kMaxTrustRootBytes = 4u << 20;

// Logs, authorities of one kind in a trusted root: production has two of each after five years.
inline constexpr size_t kMaxTrustRootInstances = 256;

// An artifact signed with Ed25519, which hashes the whole artifact twice and so needs it at once.
inline constexpr size_t kMaxUnhashedArtifactBytes = 256u << 20;

// One certificate in DER. Real ones have 0.5 to 3 KiB, post-quantum drafts up to 20.
inline constexpr size_t kMaxCertificateBytes = 64u << 10;

// PEM file of certificates: the root store of a browser has 250 KiB.
inline constexpr size_t kMaxCertificateFileBytes = 4u << 20;

// Certificates a caller names as trusted, roots and intermediates: the root stores have 150.
inline constexpr size_t kMaxTrustedCertificates = 1024;

// A pattern for the identity of signers: the longest in use have some hundred bytes.
inline constexpr size_t kMaxPatternBytes = 4096;

// What one pattern may take, compiled and with the states that matching remembers. Real patterns
// take some KiB; beyond this one is refused, or matched without remembering, which is slower.
inline constexpr int64_t kMaxPatternMemoryBytes = 1 << 20;

// A range of a file, in bytes. Below 4 KiB the manifest outgrows the model; above 2^53 JSON numbers
// are no longer exact.
inline constexpr uint64_t kMinShardBytesWritten = 4096;
inline constexpr uint64_t kMaxShardBytes = 1ull << 53;

// Entries of a digest cache, and its file: room for the largest model. An entry has 144 bytes.
inline constexpr size_t kMaxDigestCacheEntries = 1'000'000;
inline constexpr uint64_t kMaxDigestCacheBytes = 160ull << 20;

// The name of a dataset and the context of its labels, and the views of one dataset with their
// names: people give them, and a commitment of the longest stays below 3 KiB.
inline constexpr size_t kMaxDatasetNameBytes = 255;
inline constexpr size_t kMaxDatasetViews = 16;
inline constexpr size_t kMaxDatasetViewBytes = 64;

// What belongs to one record of a dataset, as a licence or a split: it travels in proofs.
inline constexpr size_t kMaxDatasetValueBytes = 1u << 20;

// Records of one proof: each costs a multiplication on the curve, so that the largest proof is
// verified in some seconds.
inline constexpr size_t kMaxDatasetBatchRecords = 1u << 16;

// Leaves of a dataset's trie: a hundred times the largest text corpora, and sizes of files that are
// computed from it do not overflow.
inline constexpr uint64_t kMaxDatasetLeaves = 1ull << 40;

// Leaves below one node of the array in a dataset's store, which a proof reads and hashes: labels
// of 2^40 records put more than 200 into one with a probability below 2^-40.
inline constexpr uint64_t kMaxDatasetBucketLeaves = 1u << 16;

// The commitment to a dataset: the longest name, context and views make 1.6 KiB.
inline constexpr size_t kMaxDatasetCommitmentBytes = 4096;

// Items of one list in a statement of training provenance. The largest language models are trained
// on dozens of datasets and built with hundreds of packages; a commitment costs one decoding of a
// point.
inline constexpr size_t kMaxProvenanceItems = 1024;

// Names and versions in such a statement: people give them.
inline constexpr size_t kMaxProvenanceTextBytes = 255;

// What a dataset was for, as "training".
inline constexpr size_t kMaxDatasetRoleBytes = 64;

// A digest of a kind that is not known here: from 128 bits to four times the longest in use.
inline constexpr size_t kMinNamedDigestBytes = 16;
inline constexpr size_t kMaxNamedDigestBytes = 256;

// The address of what a model was made from: what browsers and servers take.
inline constexpr size_t kMaxProvenanceUriBytes = 4096;

// A record of a dataset that is read as text: its canonical form is built beside it, at most three
// times as large. What is larger is a file of records rather than one.
inline constexpr size_t kMaxDatasetTextBytes = 1u << 30;

// A record of a dataset that is read as JSON: the parsed form has about 10 times its size.
inline constexpr size_t kMaxDatasetJsonBytes = 64u << 20;

// Windows of words of one record: more than the longest novels have words, and 192 MiB of digests
// and places.
inline constexpr size_t kMaxDatasetWindows = 1u << 22;

// Threads of a job.
inline constexpr uint32_t kMaxThreads = 1024;

}  // namespace modelseal::limits

#endif  // MODELSEAL_LIB_BASE_LIMITS_H_
