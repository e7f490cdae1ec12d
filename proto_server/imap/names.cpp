#include "common/framing/text.hpp"
#include "common/framing/utf7.hpp"
#include "common/imap/text/ascii.hpp"
#include "proto_server/imap/imap_session.hpp"
#include "proto_server/mime/decode.hpp"

#include <algorithm>

// How a mailbox is called on the wire: in modified UTF-7 (RFC 3501 §5.1.3), or
// in UTF-8 to who enabled it (RFC 9051 §5.1, RFC 9755 §3).

/// Whoever says it: a name with an octet that is not ASCII is UTF-8 (RFC 9755
/// §3), since modified UTF-7 has none. Whether it is, the account looks.
std::optional<std::string> ImapSession::decoded(const std::string& wire) const {
    const bool ascii = std::none_of(wire.begin(), wire.end(), imap::is_8bit);
    return ascii && !utf8() ? framing::decode_utf7(wire) : wire;
}

std::optional<std::string> ImapSession::folder(const std::string& wire) {
    auto name = decoded(wire);
    if (!name)
        no("a mailbox name is not modified UTF-7", imap::Code{"CANNOT", {}});
    return name;
}

std::optional<std::string> ImapSession::new_folder(const std::string& wire) {
    auto name = folder(wire);
    if (!name || !framing::is_utf8(*name) || mime::is_composed(*name))
        return name; // what else is wrong with it, the account says
    no("letters and their accents are to be composed (Unicode's NFC)",
       imap::Code{"CANNOT", {}});
    return std::nullopt;
}

std::string ImapSession::wire_name(const std::string& folder) const {
    return utf8() ? folder : framing::encode_utf7(folder).value_or(folder);
}
