#pragma once

#include "common/imap/requests/command.hpp"
#include "common/imap/responses/response.hpp"
#include "proto_client/imap/known.hpp"

#include <optional>
#include <string>
#include <string_view>

// Facts from the RFCs about each command.
namespace imap_client {

/// Returns the reason why the command may not be sent now: the state does not
/// allow it, or the server does not offer it. RFC 3501 §6
std::optional<std::string> why_not(const imap::Command& command,
                                   const Known& known);

/// True if the command, which was sent with `tag`, asks for such data: LIST for
/// `* LIST`. RFC 3501 §7.2 to §7.4
bool asks_for(const imap::Command& command, std::string_view tag,
              const imap::Response& data);

/// True if the response is `* 4 FETCH` with something other than the flags and
/// the UID, which a server may send unasked.
bool has_content(const imap::FetchData& data);

} // namespace imap_client
