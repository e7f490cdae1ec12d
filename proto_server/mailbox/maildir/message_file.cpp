#include "proto_server/mailbox/maildir/message_file.hpp"

#include "proto_server/mailbox/line_ends.hpp"
#include "proto_server/mailbox/message.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

namespace mail {
namespace {

constexpr std::chrono::hours unfinished_for{36};

/// Octets of a message.
constexpr auto largest = std::numeric_limits<std::uint32_t>::max();

} // namespace

Expected<void> write_message(const OpenFolder& folder, const std::string& name,
                             std::string_view text,
                             std::chrono::sys_seconds date) {
    const auto file = folder.create(name);
    const timespec time{date.time_since_epoch().count(), 0};
    const timespec times[] = {time, time};
    if (file && write_all(file, text) &&
        futimens(file.descriptor(), times) == 0 &&
        fsync(file.descriptor()) == 0)
        return {};
    auto failure = folder.failure("write", name);
    if (file) folder.remove(name);
    return failure;
}

Expected<void> put_into_place(const OpenFolder& folder, const std::string& from,
                              const std::string& to) {
    if (folder.rename(from, to)) return {};
    auto failure = folder.failure("write", from);
    folder.remove(from);
    return failure;
}

std::optional<FileStamp> stamp_of(const std::filesystem::path& path) {
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    return FileStamp{status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                     status.st_ino, static_cast<std::uint64_t>(status.st_size)};
}

std::optional<std::chrono::sys_seconds>
date_of(const std::filesystem::path& path) {
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_size == 0 || status.st_size > largest)
        return std::nullopt;
    return with_four_digits(std::chrono::seconds(status.st_mtim.tv_sec));
}

Expected<std::uint32_t> measure(const std::filesystem::path& path) {
    const File file(
        open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
    if (!file) return system_failure("open", path);
    std::array<char, 64 * 1024> buffer;
    std::uint64_t size = 0;
    char before = '\0';
    while (true) {
        const auto got = read(file.descriptor(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_failure("read", path);
        if (got == 0) break;
        const std::string_view octets(buffer.data(),
                                      static_cast<std::size_t>(got));
        size += octets.size() + missing_crs(octets, before);
        before = octets.back();
    }
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(size, largest));
}

void remove_unfinished(const std::filesystem::path& folder) {
    const auto now = std::filesystem::file_time_type::clock::now();
    std::error_code error;
    std::filesystem::directory_iterator files(folder, error);
    for (; !error && files != std::filesystem::directory_iterator();
         files.increment(error)) {
        std::error_code ignored;
        const auto name = files->path().filename().string();
        if (name.starts_with(kept_prefix) ||
            now - files->last_write_time(ignored) > unfinished_for)
            std::filesystem::remove(files->path(), ignored);
    }
}

} // namespace mail
