#include "proto_client/program/position_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace client {

namespace {

std::string last_error() {
    return std::generic_category().message(errno);
}

tl::unexpected<std::string> cannot(const std::string& what) {
    return tl::make_unexpected("cannot remember what was told: " + what + ": " +
                               last_error());
}

/// Returns the process that has the lock, as it has written it there.
std::string holder(const std::string& path) {
    std::string number;
    std::ifstream(path) >> number;
    return number.empty() ? std::string() : " (process " + number + ")";
}

/// Writes the octets and has the disk keep them.
bool write_and_sync(const std::string& path, std::string_view octets) {
    const File file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    return file && write_all(file, octets) &&
           ::fdatasync(file.descriptor()) == 0;
}

} // namespace

tl::expected<PositionFile, std::string>
PositionFile::open(const std::string& folder, const std::string& name) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const auto path = folder + "/" + name;
    const auto lock_path = path + ".lock";
    File lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock) return cannot(lock_path);
    if (::flock(lock.descriptor(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return cannot(lock_path);
        return tl::make_unexpected(
            "this mailbox is being watched already" + holder(lock_path) +
            ", and each message is told once; end that watch, or give this "
            "one a memory of its own: --name NAME");
    }
    if (::ftruncate(lock.descriptor(), 0) != 0 ||
        !write_all(lock, std::to_string(::getpid()) + "\n"))
        return cannot(lock_path);
    PositionFile made(path, std::move(lock));
    errno = 0;
    std::ifstream file(path);
    if (!file && errno != ENOENT) return cannot(path);
    if (file) std::getline(file, made.position_.emplace());
    return made;
}

// [store]
std::optional<std::string> PositionFile::store(std::string_view position) {
    const auto unfinished = path_ + ".new";
    if (write_and_sync(unfinished, std::string(position) + "\n") &&
        std::rename(unfinished.c_str(), path_.c_str()) == 0)
        return std::nullopt;
    return cannot(path_).value() +
           "; after a restart some messages are told again";
}
// [/store]

std::string state_folder() {
    const auto* state = std::getenv("XDG_STATE_HOME");
    if (state && *state == '/') return std::string(state) + "/idle-hands";
    const auto* home = std::getenv("HOME");
    return std::string(home ? home : ".") + "/.local/state/idle-hands";
}

} // namespace client
