// SPDX-License-Identifier: Apache-2.0
//
// See log.h.
#include "lib/tlog/log.h"

namespace modelseal::tlog {

// RFC 3986 §3.2: the authority ends at the next "/", "?" or "#".
std::string_view HostOfUrl(std::string_view url) {
  constexpr std::string_view kAfterScheme = "://";
  const size_t scheme_end = url.find(kAfterScheme);
  if (scheme_end != std::string_view::npos) {
    url.remove_prefix(scheme_end + kAfterScheme.size());
  }
  url = url.substr(0, url.find_first_of("/?#"));
  const size_t user_end = url.rfind('@');
  if (user_end != std::string_view::npos) {
    url.remove_prefix(user_end + 1);
  }
  return url;
}

}  // namespace modelseal::tlog
