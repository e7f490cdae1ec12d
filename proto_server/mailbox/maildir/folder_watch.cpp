#include "proto_server/mailbox/maildir/folder_watch.hpp"

#include <array>
#include <cstring>
#include <sys/inotify.h>
#include <unistd.h>

namespace mail {

FolderWatch::FolderWatch() : file_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

int FolderWatch::watch(const std::filesystem::path& folder, Heard heard) {
    if (!file_) return -1;
    const int descriptor =
        inotify_add_watch(file_.descriptor(), folder.c_str(),
                          IN_CREATE | IN_MOVE | IN_DELETE | IN_CLOSE_WRITE |
                              IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR);
    if (descriptor < 0) return -1;
    const int number = ++last_number_;
    listeners_[descriptor].push_back({number, std::move(heard)});
    descriptors_[number] = descriptor;
    return number;
}

void FolderWatch::forget(int number) {
    const auto known = descriptors_.extract(number);
    if (!known) return;
    const int descriptor = known.mapped();
    auto& all = listeners_[descriptor];
    std::erase_if(all, [&](const auto& one) { return one.number == number; });
    if (!all.empty()) return;
    listeners_.erase(descriptor);
    inotify_rm_watch(file_.descriptor(), descriptor);
}

/// A listener may forget its watch while it is told.
void FolderWatch::tell(int descriptor, std::string_view name) {
    const auto found = listeners_.find(descriptor);
    if (found == listeners_.end()) return;
    for (const auto& one : std::vector(found->second))
        if (descriptors_.contains(one.number)) one.heard(name);
}

void FolderWatch::look() {
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    while (file_) {
        const auto got = read(file_.descriptor(), buffer.data(), buffer.size());
        if (got <= 0) return;
        for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
            inotify_event event{};
            std::memcpy(&event, &buffer[at], sizeof event);
            const char* name = &buffer[at] + sizeof event;
            if (event.mask & IN_Q_OVERFLOW) {
                std::vector<int> all;
                for (const auto& one : listeners_) all.push_back(one.first);
                for (const auto descriptor : all) tell(descriptor, {});
            } else if (!(event.mask & IN_IGNORED)) {
                tell(event.wd, event.len > 0 ? name : "");
            }
            at += sizeof event + event.len;
        }
    }
}

} // namespace mail
