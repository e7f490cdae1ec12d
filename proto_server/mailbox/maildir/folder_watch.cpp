#include "proto_server/mailbox/maildir/folder_watch.hpp"

#include <array>
#include <cstring>
#include <sys/inotify.h>
#include <unistd.h>

namespace mail {

FolderWatch::FolderWatch() : file_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

int FolderWatch::watch(const std::filesystem::path& folder, Heard heard) {
    if (!file_) return -1;
    const int number =
        inotify_add_watch(file_.descriptor(), folder.c_str(),
                          IN_CREATE | IN_MOVE | IN_DELETE | IN_CLOSE_WRITE |
                              IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR);
    if (number >= 0) heard_[number] = std::move(heard);
    return number;
}

void FolderWatch::forget(int number) {
    if (heard_.erase(number) > 0) inotify_rm_watch(file_.descriptor(), number);
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
            if (event.mask & IN_Q_OVERFLOW)
                for (const auto& [number, heard] : heard_) heard({});
            else if (const auto found = heard_.find(event.wd);
                     found != heard_.end() && !(event.mask & IN_IGNORED))
                found->second(event.len > 0 ? name : "");
            at += sizeof event + event.len;
        }
    }
}

} // namespace mail
