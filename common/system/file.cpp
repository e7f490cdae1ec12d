#include "common/system/file.hpp"

#include <cerrno>
#include <unistd.h>

File::~File() {
    if (descriptor_ >= 0) close(descriptor_);
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
