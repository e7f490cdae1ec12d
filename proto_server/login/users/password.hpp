#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace users {

/// The crypt(3) hash of `password` by yescrypt, with a new salt: `$y$...`. Or
/// why it cannot be one: it is empty, too long, or holds a NUL.
tl::expected<std::string, std::string>
hash_password(const std::string& password);

/// True when `hash` is of `password`. Takes as long as its method takes, and
/// the comparison as long whatever differs.
bool matches(const std::string& password, const std::string& hash);

/// A password that nobody can guess: 256 random bits, as 64 hexadecimal digits.
std::string make_token();

/// Equal; the time tells nothing but the sizes.
bool same_in_constant_time(std::string_view a, std::string_view b);

/// Overwrites a secret before its memory is used again.
void wipe(std::string& secret);

} // namespace users
