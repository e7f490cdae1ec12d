#pragma once

#include "common/transcript/transcript.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace transcript {

/// The reason why a file is no transcript: the cause, and the cure.
struct ParseError {
    std::string file;
    std::size_t line;
    std::string what;
};

/// Returns "push.wire:14: …".
std::string print(const ParseError& error);

/// Reads a `.wire` file; `file` is its name, for messages. Time and memory are
/// bounded by `limits`, whatever `text` holds.
tl::expected<Transcript, ParseError> parse(std::string_view text,
                                           std::string file);

} // namespace transcript
