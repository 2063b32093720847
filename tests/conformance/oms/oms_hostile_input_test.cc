// SPDX-License-Identifier: Apache-2.0
//
// Input that tables cannot hold: every truncation and every changed byte of a good bundle, huge
// files, sockets, directories without end, one verifier for two models.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>

#include "tests/conformance/oms/expectation.h"
#include "tests/conformance/oms/model_copy.h"
#include "tests/conformance/oms/verdict.h"
#include "tests/support/skip.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kData = "tests/data/oms";

std::string GoodBundle() { return ReadFile(kData / "cases/bundle-good.sig"); }
std::string GoodKey() { return ReadFile(kData / "keys/p256.pub"); }

Verdict VerifyGood(const std::string& model) {
  return VerifyWithKey(GoodBundle(), GoodKey(), model, Policy());
}

Verdict VerifyOnce(const VerifierHandle& verifier, const std::string& bundle_name,
                   const std::string& model) {
  BundleHandle bundle;
  const Verdict loaded = LoadBundle((kData / "cases" / (bundle_name + ".sig")).string(), &bundle);
  if (!loaded.accepted()) {
    return loaded;
  }
  modelseal_result* raw = nullptr;
  modelseal_error* error = nullptr;
  const modelseal_code code = modelseal_verifier_verify_model(
      verifier.get(), model.data(), model.size(), bundle.get(), nullptr, &raw, &error);
  const ErrorHandle owned(error);
  const ResultHandle result(raw);
  return code == MODELSEAL_OK ? Verdict{"OK", ""} : VerdictOf(code, owned);
}

// Notes what it is asked to sign and refuses.
int32_t CaptureMessage(const uint8_t* message, size_t message_len, const uint8_t*, size_t, uint8_t*,
                       size_t*, void* user) {
  auto* captured = static_cast<std::string*>(user);
  captured->assign(reinterpret_cast<const char*>(message), message_len);
  return 7;
}

}  // namespace

TEST_CASE("a bundle cut off anywhere is refused", "[oms][hostile]") {
  const std::string good = GoodBundle();
  for (size_t length = 0; length < good.size(); ++length) {
    BundleHandle bundle;
    const Verdict verdict = ParseBundle(good.substr(0, length), &bundle);
    if (!Satisfies(verdict, Expectation::Reject({"PARSE"}))) {
      FAIL("cut at " << length << ": " << verdict.reason);
    }
  }
}

TEST_CASE("a bundle with any byte changed is refused", "[oms][hostile]") {
  ModelCopy model(kData / "model");
  const std::string good = GoodBundle();
  const std::string key = GoodKey();
  for (size_t position = 0; position < good.size(); ++position) {
    for (const char mask : {'\x01', '\x20', '\x80'}) {
      std::string changed = good;
      changed[position] = static_cast<char>(changed[position] ^ mask);
      const Verdict verdict = VerifyWithKey(changed, key, model.path(), Policy());
      if (!Satisfies(verdict, Expectation::Reject({}))) {
        FAIL("byte " << position << " xor " << static_cast<int>(mask) << ": " << verdict.reason
                     << ": " << verdict.message);
      }
    }
  }
}

TEST_CASE("a file above the limit is refused without reading it", "[oms][hostile]") {
  const TempDir dir;
  const std::string path = dir.Write("huge.sig", "{");
  fs::resize_file(path, (256ull << 20) + 1);
  BundleHandle bundle;
  CHECK(LoadBundle(path, &bundle).reason == "LIMIT_EXCEEDED");
}

TEST_CASE("a signature file that is not there is told apart", "[oms][hostile]") {
  const TempDir dir;
  BundleHandle bundle;
  CHECK(LoadBundle((dir.path() / "model.sig").string(), &bundle).reason == "SIGNATURE_NOT_FOUND");
}

TEST_CASE("a model that is not there is told apart", "[oms][hostile]") {
  const TempDir dir;
  CHECK(VerifyGood((dir.path() / "model").string()).reason == "NOT_FOUND");
}

TEST_CASE("a model that is a link is refused", "[oms][hostile]") {
  ModelCopy model(kData / "model");
  const fs::path link = model.surroundings().path() / "link";
  fs::create_directory_symlink(model.path(), link);
  CHECK(VerifyGood(link.string()).reason == "SYMLINK_REFUSED");
}

TEST_CASE("a file where the signature covers a directory is refused", "[oms][hostile]") {
  const TempDir dir;
  CHECK(VerifyGood(dir.Write("model", "alpha\n")).reason == "FILE_MISSING");
}

TEST_CASE("a socket in the model is refused and not waited for", "[oms][hostile]") {
  ModelCopy model(kData / "model");
  // The path of a socket is short, so it is made in the working directory and moved.
  const int socket_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(socket_fd >= 0);
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  char name[] = "/tmp/modelseal-socket.XXXXXX";
  REQUIRE(mkdtemp(name) != nullptr);
  const std::string path = std::string(name) + "/s";
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  REQUIRE(bind(socket_fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  fs::create_hard_link(path, model.path() + "/socket");
  CHECK(VerifyGood(model.path()).reason == "FILE_TYPE_REFUSED");
  close(socket_fd);
  fs::remove_all(name);
}

TEST_CASE("a directory that cannot be read is an error and not an empty one", "[oms][hostile]") {
  if (geteuid() == 0) {
    ReportSkipped("root reads every directory");
    return;
  }
  ModelCopy model(kData / "model");
  model.Do({"mkdir", "closed"});
  fs::permissions(model.path() + "/closed", fs::perms::none);
  CHECK(VerifyGood(model.path()).reason == "ACCESS_DENIED");
  fs::permissions(model.path() + "/closed", fs::perms::owner_all);
}

TEST_CASE("directories without end are refused", "[oms][hostile]") {
  ModelCopy model(kData / "model");
  fs::path deep = model.path();
  for (int level = 0; level < 300; ++level) {
    deep /= "d";
  }
  fs::create_directories(deep);
  CHECK(VerifyGood(model.path()).reason == "LIMIT_EXCEEDED");
}

TEST_CASE("one verifier keeps nothing of one model for the next", "[oms][hostile]") {
  VerifierHandle verifier;
  REQUIRE(BuildVerifier(GoodKey(), Policy(), &verifier).accepted());
  ModelCopy first(kData / "model");
  first.Do({"write", "logs/evil.py", "x"});
  ModelCopy second(kData / "model");
  second.Do({"write", "logs/evil.py", "x"});
  // The first signature leaves `logs` out, the second does not.
  CHECK(VerifyOnce(verifier, "model-ignored-name-added", first.path()).reason == "OK");
  CHECK(VerifyOnce(verifier, "bundle-good", second.path()).reason == "FILE_UNSIGNED");
  CHECK(VerifyOnce(verifier, "model-ignored-name-added", second.path()).reason == "OK");
}

TEST_CASE("a signer is asked for the encoding that DSSE describes", "[oms][hostile]") {
  ModelCopy model(kData / "model");
  const std::string key = GoodKey();
  std::string message;
  modelseal_signer* raw_signer = nullptr;
  REQUIRE(modelseal_signer_from_callback(key.data(), key.size(), CaptureMessage, &message,
                                         &raw_signer, nullptr) == MODELSEAL_OK);
  const SignerHandle signer(raw_signer);
  modelseal_bundle* bundle = nullptr;
  const std::string path = model.path();
  CHECK(modelseal_sign_model(signer.get(), nullptr, path.data(), path.size(), nullptr, &bundle,
                             nullptr) == MODELSEAL_ERROR_CALLBACK_FAILED);
  const std::string start = "DSSEv1 28 application/vnd.in-toto+json ";
  REQUIRE(message.substr(0, start.size()) == start);
  const size_t space = message.find(' ', start.size());
  const std::string payload = message.substr(space + 1);
  CHECK(message.substr(start.size(), space - start.size()) == std::to_string(payload.size()));
  CHECK(nlohmann::json::parse(payload).at("_type") == "https://in-toto.io/Statement/v1");
}

}  // namespace modelseal::testing
