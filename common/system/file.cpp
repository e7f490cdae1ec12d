#include "common/system/file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

File::~File() {
    if (descriptor_ >= 0) close(descriptor_);
}

Pipe make_pipe() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(),
                                "cannot make a pipe");
    return {File(ends[0]), File(ends[1])};
}

bool write_all(const File& file, std::string_view octets) {
    while (!octets.empty()) {
        const auto written =
            write(file.descriptor(), octets.data(), octets.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        octets.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}
