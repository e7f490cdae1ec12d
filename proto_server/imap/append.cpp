#include "common/imap/text/ascii.hpp"
#include "proto_server/imap/flag_names.hpp"
#include "proto_server/imap/imap_session.hpp"
#include "proto_server/mime/part.hpp"

#include <algorithm>

namespace imap_server {

// RFC 3501 §6.3.11, with APPENDUID of RFC 4315 §3.

namespace {

bool has_8bit_header(std::string_view message) {
    const auto header = mime::find_header(message);
    return std::any_of(header.begin(), header.end(), imap::is_8bit);
}

} // namespace

void ImapSession::answer(imap::Append&& command) {
    const auto held = std::make_shared<imap::Append>(std::move(command));
    open_or_no(held->mailbox, "TRYCREATE",
               [this, held](const auto& mailbox) { append(mailbox, *held); });
}

void ImapSession::append(const std::shared_ptr<mail::Mailbox>& mailbox,
                         imap::Append& append) {
    if (auto room = account_->check_room(1); !room) return no(room.error());
    // RFC 9755 §4
    if (options_.utf8_accept && !utf8() && has_8bit_header(append.message))
        return no("a header is US-ASCII before ENABLE UTF8=ACCEPT",
                  imap::Code{"CANNOT", {}});
    const auto date = append.date ? append.date->time : options_.wall_clock();
    mailbox->append(
        std::move(append.message), from_wire(append.flags), date,
        await<mail::Uid>([this, mailbox](const auto& uid) {
            if (!uid) return no(uid.error());
            ok("APPEND completed",
               imap::append_uid_code(mailbox->uid_validity(), *uid));
        }));
}

} // namespace imap_server
