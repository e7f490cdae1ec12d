#include "common/system/file.hpp"
#include "proto_server/login/users/limits.hpp"
#include "proto_server/login/users/users_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace users {
namespace {

using Bad = tl::unexpected<std::string>;

std::string failed(const std::string& doing, const std::string& file) {
    return "cannot " + doing + " " + file + ": " + std::strerror(errno);
}

/// Writes the folder to the disk, so that a renamed file survives a power cut.
void sync_folder_of(const std::string& file) {
    const auto slash = file.rfind('/');
    const auto folder = slash == file.npos ? "." : file.substr(0, slash + 1);
    const File opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened) fsync(opened.descriptor());
}

} // namespace

tl::expected<Users, std::string> load(const std::string& file) {
    errno = 0;
    std::ifstream input(file, std::ios::binary);
    std::string text(limits::file + 1, '\0');
    if (!input) return Bad(failed("read", file));
    input.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (input.bad()) return Bad(failed("read", file));
    text.resize(static_cast<std::size_t>(input.gcount()));
    if (text.size() > limits::file)
        return Bad(file + " is larger than " + std::to_string(limits::file) +
                   " octets: is it a file of users?");
    auto users = Users::parse(text);
    if (users.names().empty() && !users.faults().empty())
        return Bad(file + ", " + users.faults().front());
    return users;
}

std::string save(const Users& users, const std::string& file) {
    const auto text = users.print();
    if (text.size() > limits::file) return file + " would become too large";
    auto name = file + ".XXXXXX";
    const File opened(mkostemp(name.data(), O_CLOEXEC)); // 0600
    if (!opened) return failed("write beside", file);
    const bool written =
        write_all(opened, text) && fsync(opened.descriptor()) == 0;
    const auto why = failed("write", name);
    if (written && std::rename(name.c_str(), file.c_str()) == 0) {
        sync_folder_of(file);
        return {};
    }
    const auto reason = written ? failed("replace", file) : why;
    unlink(name.c_str());
    return reason;
}

} // namespace users
