#pragma once

#include "common/transcript/transcript.hpp"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace transcript {

/// A value that was read, or a sentence that tells the cause and the cure.
template<typename Value>
using Result = tl::expected<Value, std::string>;

/// The text behind `C: `, with its escapes resolved and its names found.
struct LineText {
    Text text;
    std::string end; ///< CR LF, LF, or nothing
};
Result<LineText> parse_text(std::string_view written);

/// Returns the octets that `escape()` has written so.
Result<std::string> unescape(std::string_view written);

} // namespace transcript
