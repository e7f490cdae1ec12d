#include "common/imap/text/ascii.hpp"
#include "proto_server/imap/flag_names.hpp"
#include "proto_server/imap/home/home.hpp"
#include "proto_server/imap/names.hpp"
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

void Home::answer(imap::Append&& command, Answer& answer) {
    const auto kept = std::make_shared<imap::Append>(std::move(command));
    open_or_no(kept->mailbox, "TRYCREATE", answer,
               [this, kept, &answer](const auto& mailbox) {
                   append(mailbox, *kept, answer);
               });
}

void Home::append(const std::shared_ptr<mail::Mailbox>& mailbox,
                  imap::Append& append, Answer& answer) {
    if (auto room = account_->check_room(1); !room)
        return answer.no(room.error());
    const auto& options = answer.service().options;
    // RFC 9755 §4
    if (options.utf8_accept && !answer.enabled().utf8() &&
        has_8bit_header(append.message))
        return answer.no("a header is US-ASCII before ENABLE UTF8=ACCEPT",
                         imap::Code{"CANNOT", {}});
    const auto date = append.date ? append.date->time : options.wall_clock();
    mailbox->append(
        std::move(append.message), from_wire(append.flags), date,
        answer.await<mail::Uid>([mailbox, &answer](const auto& uid) {
            if (!uid) return answer.no(uid.error());
            answer.ok("APPEND completed",
                      imap::append_uid_code(mailbox->uid_validity(), *uid));
        }));
}

} // namespace imap_server
