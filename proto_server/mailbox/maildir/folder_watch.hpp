#pragma once

#include "proto_server/mailbox/maildir/disk.hpp"

#include <functional>
#include <unordered_map>
#include <vector>

namespace mail {

/// Hears, through inotify, what happens to the names in folders.
///
/// It owns one descriptor, which becomes readable then; it never waits.
class FolderWatch {
public:
    /// Called with the name that came, went or was written, or with none when
    /// so much happened that the system lost count, and when the folder itself
    /// was renamed or removed.
    using Heard = std::function<void(std::string_view name)>;

    FolderWatch();

    /// Returns -1 if the system gave us no descriptor.
    int descriptor() const { return file_.descriptor(); }

    /// Returns a number for `forget`, or -1 if the system allows no more. A
    /// folder may be watched several times, also by several names.
    int watch(const std::filesystem::path& folder, Heard heard);
    void forget(int number);

    /// Tells the listeners what has happened since the last call.
    void look();

private:
    struct Listener {
        int number;
        Heard heard;
    };
    void tell(int descriptor, std::string_view name);

    File file_;
    int last_number_ = 0;
    /// The listeners by the watch descriptor. A folder has one descriptor,
    /// whatever its names.
    std::unordered_map<int, std::vector<Listener>> listeners_;
    std::unordered_map<int, int> descriptors_; ///< by the number
};

} // namespace mail
