#pragma once

#include <string>

namespace kit {

/// Returns the content of a file of at most `limit` octets. Throws
/// std::runtime_error, which names the file and the cause.
std::string read_file(const std::string& name, std::size_t limit);

/// Returns `text` as one word for a shell.
std::string shell_word(const std::string& text);

} // namespace kit
