#pragma once

#include <cstdint>
#include <string>
#include <string_view>

enum class Durability : std::uint8_t {
    for_readers, ///< who reads meanwhile reads the old or the new octets
    for_power    ///< so does who reads after the power has failed
};

/// Writes a file anew as a whole. Returns false, with errno set, if it cannot.
bool replace_file(const std::string& path, std::string_view octets,
                  Durability durability);
