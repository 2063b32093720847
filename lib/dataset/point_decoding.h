// SPDX-License-Identifier: Apache-2.0
//
// Points of P-256 out of their compressed encoding (SEC 1, section 2.3.4).
//
// BoringSSL's function for it sets up its arithmetic anew for each point and takes twice as long;
// suite 1 decodes two hashes for each label until one is a point.
#ifndef MODELSEAL_LIB_DATASET_POINT_DECODING_H_
#define MODELSEAL_LIB_DATASET_POINT_DECODING_H_

#include <openssl/bn.h>
#include <openssl/ec.h>

#include <cstdint>
#include <span>

namespace modelseal::dataset {

enum class Decoding {
  kDone,
  kNoPoint,  // another form, x not below p, or no point with that x
  kOutOfMemory,
};

// Takes untrusted bytes, which are public: the time depends on whether they are a point. `point` is
// of `group`, which is P-256; it is to be thrown away if no point was decoded. Thread-safe, with a
// context for each thread.
Decoding DecodeCompressedPoint(const EC_GROUP* group, std::span<const uint8_t> bytes,
                               EC_POINT* point, BN_CTX* context);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_POINT_DECODING_H_
