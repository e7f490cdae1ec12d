#include "proto_client/program/position_file.hpp"

#include "common/system/replace_file.hpp"

#include <cerrno>
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

} // namespace

tl::expected<PositionFile, std::string>
PositionFile::open(const std::string& path) {
    std::error_code error;
    const auto folder = std::filesystem::path(path).parent_path();
    std::filesystem::create_directories(folder, error);
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

bool PositionFile::is_in_use(const std::string& path) {
    const File lock(::open((path + ".lock").c_str(), O_RDONLY | O_CLOEXEC));
    return lock && ::flock(lock.descriptor(), LOCK_SH | LOCK_NB) != 0;
}

// [store]
std::optional<std::string> PositionFile::store(std::string_view position) {
    if (replace_file(path_, std::string(position) + "\n",
                     Durability::for_power))
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
