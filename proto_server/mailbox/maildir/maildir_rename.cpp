// How a MaildirAccount renames many folders, also if it is killed meanwhile.

#include "proto_server/mailbox/maildir/maildir_account.hpp"

namespace mail {
namespace {

constexpr auto rename_file_name = "idle-hands-rename";

} // namespace

/// Two lines: the old name and the new one.
Expected<void> MaildirAccount::begin_rename(const std::string& from,
                                            const std::string& to) {
    return replace_file(folder_ / rename_file_name, from + "\n" + to + "\n");
}

void MaildirAccount::end_rename() {
    std::error_code ignored;
    std::filesystem::remove(folder_ / rename_file_name, ignored);
}

/// Ends a RENAME that was under way when the program was killed. What cannot be
/// moved keeps its name.
Expected<void> MaildirAccount::resume_rename() {
    const auto text = read_file(folder_ / rename_file_name);
    if (!text && text.error().kind == Failure::Kind::missing) return {};
    if (!text) return tl::make_unexpected(text.error());
    const auto middle = text->find('\n');
    const auto end = text->find('\n', middle + 1);
    if (end == text->npos) { // not ours: what we write is whole
        end_rename();
        return {};
    }
    const auto from = folder_name(text->substr(0, middle));
    const auto to = folder_name(text->substr(middle + 1, end - middle - 1));
    if (from && to)
        for (const auto& [old_name, new_name] : moves(existing(), *from, *to))
            static_cast<void>(move(old_name, new_name));
    if (auto kept = sync(); !kept) return kept;
    end_rename();
    return {};
}

} // namespace mail
