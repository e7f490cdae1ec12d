#include "proto_server/mailbox/maildir/disk.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mail {

tl::unexpected<Failure> system_failure(std::string_view what,
                                       const std::filesystem::path& path) {
    const int error = errno;
    const bool full = error == ENOSPC || error == EDQUOT;
    return fail(full              ? Failure::Kind::full
                : error == ENOENT ? Failure::Kind::missing
                                  : Failure::Kind::system,
                "cannot " + std::string(what) +
                    " a file: " + std::strerror(error),
                path.string());
}

namespace {

constexpr std::size_t first_portion = 4096;

/// Adds up to `count` octets; -1, and errno says why, if it cannot.
ssize_t read_more(const File& file, std::string& text, std::size_t count) {
    const auto before = text.size();
    text.resize(before + count);
    const auto read_once = [&] {
        return read(file.descriptor(), text.data() + before, count);
    };
    auto got = read_once();
    while (got < 0 && errno == EINTR) got = read_once();
    text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return got;
}

constexpr int reading = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW;

/// Each portion is as large as all before it, so that to look again and again
/// whether it is enough takes time as the size.
Expected<Beginning> read_open(const File& file,
                              const std::filesystem::path& path,
                              bool (*enough)(std::string_view)) {
    struct stat status {};
    if (!file || fstat(file.descriptor(), &status) != 0)
        return system_failure("open", path);
    if (!S_ISREG(status.st_mode))
        return fail(Failure::Kind::system, "this is no file", path.string());
    const auto size = static_cast<std::size_t>(status.st_size);
    std::string text;
    while (text.size() < size && !(enough && enough(text))) {
        const auto portion =
            enough ? std::max(text.size(), first_portion) : size;
        const auto got =
            read_more(file, text, std::min(portion, size - text.size()));
        if (got < 0) return system_failure("read", path);
        if (got == 0) break;
    }
    const bool is_all = text.size() == size;
    return Beginning{std::move(text), is_all};
}

} // namespace

Identity identity(const std::filesystem::path& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return {};
    return {status.st_dev, status.st_ino};
}

bool is_folder(const std::filesystem::path& path) {
    std::error_code error;
    return std::filesystem::is_directory(
        std::filesystem::symlink_status(path, error));
}

bool is_maildir(const std::filesystem::path& folder) {
    return is_folder(folder / "cur");
}

Expected<std::string> read_file(const std::filesystem::path& path) {
    auto all = read_beginning(path, nullptr);
    if (!all) return tl::make_unexpected(all.error());
    return std::move(all->text);
}

Expected<Beginning> read_beginning(const std::filesystem::path& path,
                                   bool (*enough)(std::string_view)) {
    return read_open(File(open(path.c_str(), reading)), path, enough);
}

Expected<void> link_file(const std::filesystem::path& file,
                         const std::filesystem::path& name) {
    if (link(file.c_str(), name.c_str()) != 0)
        return system_failure("link", file);
    return {};
}

/// A second link does the same where the file system knows no such rename.
Expected<void> rename_file(const std::filesystem::path& file,
                           const std::filesystem::path& name) {
    if (file == name) {
        if (access(file.c_str(), F_OK) == 0) return {};
        return system_failure("rename", file);
    }
    if (renameat2(AT_FDCWD, file.c_str(), AT_FDCWD, name.c_str(),
                  RENAME_NOREPLACE) == 0)
        return {};
    if (errno == EINVAL || errno == ENOSYS)
        if (link(file.c_str(), name.c_str()) == 0 && unlink(file.c_str()) == 0)
            return {};
    return system_failure("rename", file);
}

Expected<void> sync_folder(const std::filesystem::path& path) {
    const File folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder || fsync(folder.descriptor()) != 0)
        return system_failure("keep", path);
    return {};
}

Expected<std::shared_ptr<const OpenFolder>>
OpenFolder::open(const std::filesystem::path& path) {
    File folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) return system_failure("open", path);
    return std::make_shared<const OpenFolder>(path, std::move(folder));
}

Identity OpenFolder::identity() const {
    struct stat status {};
    if (fstat(folder_.descriptor(), &status) != 0) return {};
    return {status.st_dev, status.st_ino};
}

File OpenFolder::create(const std::string& name) const {
    return File(openat(folder_.descriptor(), name.c_str(),
                       O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC,
                       0600));
}

Expected<std::string> OpenFolder::read(const std::string& name) const {
    auto all =
        read_open(File(openat(folder_.descriptor(), name.c_str(), reading)),
                  path_ / name, nullptr);
    if (!all) return tl::make_unexpected(all.error());
    return std::move(all->text);
}

Expected<File> OpenFolder::replace(const std::string& name,
                                   std::string_view text) const {
    const auto unfinished = name + ".tmp";
    remove(unfinished); // what a crash has left
    auto file = create(unfinished);
    if (!file || !write_all(file, text) || fsync(file.descriptor()) != 0)
        return failure("write", unfinished);
    if (!rename(unfinished, name)) return failure("write", name);
    return file;
}

bool OpenFolder::rename(const std::string& from, const std::string& to) const {
    return renameat(folder_.descriptor(), from.c_str(), folder_.descriptor(),
                    to.c_str()) == 0;
}

bool OpenFolder::link(const std::string& from, const std::string& to) const {
    return linkat(folder_.descriptor(), from.c_str(), folder_.descriptor(),
                  to.c_str(), 0) == 0;
}

std::optional<std::chrono::sys_seconds>
OpenFolder::written_at(const std::string& name) const {
    struct stat status {};
    if (fstatat(folder_.descriptor(), name.c_str(), &status,
                AT_SYMLINK_NOFOLLOW) != 0)
        return std::nullopt;
    return std::chrono::sys_seconds(
        std::chrono::seconds(status.st_mtim.tv_sec));
}

void OpenFolder::remove(const std::string& name) const {
    unlinkat(folder_.descriptor(), name.c_str(), 0);
}

Expected<void> OpenFolder::sync(const std::string& folder) const {
    const File inner(openat(folder_.descriptor(), folder.c_str(),
                            O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!inner || fsync(inner.descriptor()) != 0)
        return failure("keep", folder);
    return {};
}

tl::unexpected<Failure> OpenFolder::failure(std::string_view what,
                                            const std::string& name) const {
    return system_failure(what, path_ / name);
}

Expected<void> replace_file(const std::filesystem::path& path,
                            std::string_view text) {
    const auto folder = OpenFolder::open(path.parent_path());
    if (!folder) return tl::make_unexpected(folder.error());
    const auto file = (*folder)->replace(path.filename(), text);
    if (!file) return tl::make_unexpected(file.error());
    return (*folder)->sync(".");
}

} // namespace mail
