// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/trusted_root.h"

#include <google/protobuf/arena.h>

#include <algorithm>

#include "lib/base/status.h"
#include "lib/json/field_path.h"
#include "lib/trust/authorities.h"
#include "lib/trust/embedded_root.h"
#include "lib/trust/log_instances.h"
#include "lib/trust/root_message.h"
#include "proto/sigstore_trustroot.pb.h"

namespace modelseal::trust {

absl::StatusOr<TrustedRoot> TrustedRoot::Parse(std::string_view json) {
  google::protobuf::Arena arena;
  MODELSEAL_ASSIGN_OR_RETURN(const RootMessage message, ReadRootMessage(json, &arena));
  const sigstore::TrustedRoot& root = *message.root;
  const json::Path document;
  const json::Path path = message.is_in_trust_config ? document.Member("trustedRoot") : document;
  TrustedRoot out;
  MODELSEAL_ASSIGN_OR_RETURN(out.transparency_logs_,
                             ReadTransparencyLogs(root.tlogs(), path.Member("tlogs")));
  MODELSEAL_ASSIGN_OR_RETURN(out.ct_logs_, ReadCtLogs(root.ctlogs(), path.Member("ctlogs")));
  MODELSEAL_ASSIGN_OR_RETURN(out.certificate_authorities_,
                             ReadCertificateAuthorities(root.certificate_authorities(),
                                                        path.Member("certificateAuthorities")));
  MODELSEAL_ASSIGN_OR_RETURN(
      out.timestamp_authorities_,
      ReadTimestampAuthorities(root.timestamp_authorities(), path.Member("timestampAuthorities")));
  return out;
}

absl::StatusOr<TrustedRoot> TrustedRoot::Production() { return Parse(ProductionRootJson()); }

const tlog::TransparencyLog* TrustedRoot::FindLog(std::string_view log_id) const {
  const auto has_id = [log_id](const tlog::TransparencyLog& log) { return log.log_id == log_id; };
  const auto found = std::find_if(transparency_logs_.begin(), transparency_logs_.end(), has_id);
  return found == transparency_logs_.end() ? nullptr : &*found;
}

}  // namespace modelseal::trust
