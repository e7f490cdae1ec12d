#include "common/framing/text.hpp"
#include "common/framing/utf7.hpp"
#include "common/imap/text/ascii.hpp"
#include "proto_server/imap/imap_session.hpp"
#include "proto_server/mime/decode.hpp"

#include <algorithm>

namespace imap_server {

// The name of a mailbox on the wire: in modified UTF-7 (RFC 3501 §5.1.3), or in
// UTF-8 for clients that have enabled it (RFC 9051 §5.1, RFC 9755 §3).

/// A name with an octet that is not ASCII is taken as UTF-8 from every client
/// (RFC 9755 §3), since modified UTF-7 has none. The account checks that it is.
std::optional<std::string>
ImapSession::decoded_name(const std::string& wire) const {
    const bool ascii = std::none_of(wire.begin(), wire.end(), imap::is_8bit);
    return ascii && !utf8() ? framing::decode_utf7(wire) : wire;
}

std::optional<std::string> ImapSession::folder_or_no(const std::string& wire) {
    auto name = decoded_name(wire);
    if (!name)
        no("a mailbox name is not modified UTF-7", imap::Code{"CANNOT", {}});
    return name;
}

std::optional<std::string>
ImapSession::new_folder_or_no(const std::string& wire) {
    auto name = folder_or_no(wire);
    if (!name || !framing::is_utf8(*name) || mime::is_composed(*name))
        return name; // the account says what else is wrong with it
    no("letters and their accents are to be composed (Unicode's NFC)",
       imap::Code{"CANNOT", {}});
    return std::nullopt;
}

std::string ImapSession::wire_name(const std::string& folder) const {
    return utf8() ? folder : framing::encode_utf7(folder).value_or(folder);
}

void ImapSession::open_or_no(const std::string& wire, const char* if_missing,
                             OnMailbox then) {
    const auto name = folder_or_no(wire);
    if (!name) return;
    account_->open(*name, await<std::shared_ptr<mail::Mailbox>>(
                              [this, if_missing,
                               then = std::move(then)](const auto& mailbox) {
                                  using enum mail::Failure::Kind;
                                  if (mailbox) return then(*mailbox);
                                  const auto& failure = mailbox.error();
                                  if (failure.kind != missing)
                                      return no(failure);
                                  no(failure.what, imap::Code{if_missing, {}});
                              }));
}

} // namespace imap_server
