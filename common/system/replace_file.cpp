#include "common/system/replace_file.hpp"

#include "common/system/file.hpp"

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

bool replace_file(const std::string& path, std::string_view octets,
                  Durability durability) {
    const auto unfinished = path + ".new";
    const File file(::open(unfinished.c_str(),
                           O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    return file && write_all(file, octets) &&
           (durability == Durability::for_readers ||
            ::fdatasync(file.descriptor()) == 0) &&
           std::rename(unfinished.c_str(), path.c_str()) == 0;
}
