#pragma once

#include <string>

/// The content of a file of at most `limit` octets. Throws std::runtime_error
/// with a sentence that names the cause.
std::string read_file(const std::string& name, std::size_t limit);

/// `text` as one word for a shell.
std::string shell_word(const std::string& text);
