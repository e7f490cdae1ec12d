#pragma once

#include <cstdint>

/// Raises this process's limit of open files to `wanted`, or as far as it may.
/// Returns what it is then (RLIMIT_NOFILE, setrlimit(2)).
std::uint64_t raise_file_limit(std::uint64_t wanted);
