#include "proto_server/mailbox/maildir/maildir_watch.hpp"

#include <utility>

namespace mail {

MaildirWatch::MaildirWatch(std::shared_ptr<FolderWatch> watch,
                           const std::filesystem::path& folder)
    : watch_(std::move(watch)) {
    const auto add = [this](const std::filesystem::path& path, Where where) {
        watches_.push_back(watch_->watch(
            path, [this, where](auto name) { hear(where, name); }));
        return watches_.back() >= 0;
    };
    const bool hears_cur = add(folder / "cur", Where::cur);
    const bool hears_new = add(folder / "new", Where::new_);
    is_deaf_ = !hears_cur || !hears_new;
    add(folder, Where::beside);
}

MaildirWatch::~MaildirWatch() {
    for (const auto number : watches_) watch_->forget(number);
}

void MaildirWatch::tell(Heard heard) {
    heard_ = std::move(heard);
    for (const auto& [where, name] : std::exchange(kept_, {}))
        heard_(where, name);
}

void MaildirWatch::hear(Where where, std::string_view name) {
    if (heard_)
        heard_(where, name);
    else
        kept_.emplace_back(where, name);
}

} // namespace mail
