// How a MaildirAccount bounds the messages of one user.

#include "proto_server/mailbox/maildir/maildir_account.hpp"

namespace mail {

/// The indexes are measured, and not the messages counted, because most folders
/// are not open. Lines of messages that are gone count until an index is
/// written anew.
Expected<void> MaildirAccount::check_room(std::size_t messages) {
    if (!measured_ || unmeasured_ + messages > limits::unmeasured) {
        measured_ = 0;
        unmeasured_ = 0;
        for (const auto& name : existing()) {
            std::error_code error;
            const auto size =
                std::filesystem::file_size(path_of(name) / Index::name, error);
            if (!error) *measured_ += size;
        }
    }
    const auto more = limits::index_line * (unmeasured_ + messages);
    if (*measured_ + more > limits::account_index)
        return fail(Failure::Kind::full,
                    "there are too many messages in all folders together");
    unmeasured_ += messages;
    return {};
}

} // namespace mail
