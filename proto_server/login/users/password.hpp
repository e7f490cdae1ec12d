#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace users {

/// Returns the crypt(3) hash of `password` by yescrypt, with a new salt:
/// `$y$...`; or why there is none: it is empty, too long, or has a NUL.
tl::expected<std::string, std::string>
hash_password(const std::string& password);

/// True if `hash` is the hash of `password`. The time that this takes depends
/// on the method of the hash, but not on how much of it is right.
bool matches(const std::string& password, const std::string& hash);

/// Returns a new token: 256 random bits, as 64 hexadecimal digits.
std::string make_token();

/// True if both are equal. The time that this takes depends only on the sizes.
bool same_in_constant_time(std::string_view a, std::string_view b);

/// Overwrites a secret before its memory is used again.
void wipe(std::string& secret);

} // namespace users
