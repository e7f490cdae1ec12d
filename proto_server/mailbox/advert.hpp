#pragma once

#include "proto_server/mailbox/mailbox.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Adverts are what the toy protocol sees in a mailbox. Its number of a message
/// is the UID, and its text is the Subject.
namespace mail {

/// Returns how many messages there ever were.
inline std::uint32_t count_adverts(const Mailbox& mailbox) {
    return mailbox.uid_next() - 1;
}

/// Returns the text of message `number`; nothing if there is none, or no more.
std::optional<std::string> read_advert(Mailbox& mailbox, std::uint32_t number);

/// Appends an advert with the text `text`, and the time of the call as its
/// date.
void post_advert(Mailbox& mailbox, std::string_view text, Done<Uid> done);
Expected<Uid> post_advert(Mailbox& mailbox, std::string_view text);

/// Fills an empty mailbox with a few adverts, to have something to read.
void add_sample_adverts(Mailbox& mailbox);

/// The Subject of a message, decoded if it is UTF-8 or ASCII, on one line
/// without control characters and at most `limits::subject_octets` long:
/// what the toy calls its text.
std::string advert_text(std::string_view message);

} // namespace mail
