#pragma once

#include <cstdint>

namespace server {

/// Raises the limit of open files of this process to `wanted`, or as far as the
/// system allows, and returns the limit (RLIMIT_NOFILE, setrlimit(2)).
std::uint64_t raise_file_limit(std::uint64_t wanted);

} // namespace server
