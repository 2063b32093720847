// SPDX-License-Identifier: Apache-2.0
//
// See log.h.
#include "lib/tlog/log.h"

namespace modelseal::tlog {

// RFC 3986 §3.2: the authority ends at the next "/", "?" or "#".
std::string_view HostOfUrl(std::string_view url) {
  const size_t slashes = url.find("//");
  if (slashes != std::string_view::npos) {
    url.remove_prefix(slashes + 2);
  }
  url = url.substr(0, url.find_first_of("/?#"));
  const size_t user_end = url.rfind('@');
  if (user_end != std::string_view::npos) {
    url.remove_prefix(user_end + 1);
  }
  return url;
}

}  // namespace modelseal::tlog
