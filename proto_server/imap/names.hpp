#pragma once

#include "proto_server/imap/answer.hpp"
#include "proto_server/mailbox/mailbox.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace imap_server {

// The name of a mailbox on the wire: in modified UTF-7 (RFC 3501 §5.1.3), or in
// UTF-8 for clients that have enabled it (RFC 9051 §5.1, RFC 9755 §3).

/// Returns a name or a pattern as UTF-8; empty if it is none. A name with an
/// octet that is not ASCII is taken as UTF-8 from every client (RFC 9755 §3),
/// since modified UTF-7 has none. The account checks that it is.
std::optional<std::string> decoded_name(const std::string& wire, bool utf8);

/// Returns a folder's name as on the wire.
std::string wire_name(const std::string& folder, bool utf8);

/// Returns a folder's name as UTF-8. If it is none, the command ends with NO.
std::optional<std::string> folder_or_no(const std::string& wire,
                                        Answer& answer);

/// The same for a folder that is to be made: letters and their accents must be
/// composed, as in RFC 9051 §5.1.
std::optional<std::string> new_folder_or_no(const std::string& wire,
                                            Answer& answer);

/// Opens a folder and calls `then`. If there is none, the command ends with NO
/// and that code.
void open_or_no(
    const std::string& wire, const char* if_missing, Answer& answer,
    std::function<void(const std::shared_ptr<mail::Mailbox>&)> then);

} // namespace imap_server
