#pragma once

#include "common/transcript/transcript.hpp"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace transcript {

/// What was read, or a sentence that says what is wrong and how to cure it.
template<typename Value>
using Result = tl::expected<Value, std::string>;

/// The text behind `C: ` with its escapes and names resolved.
struct LineText {
    Text text;
    std::string end; ///< CR LF, LF, or nothing
};
Result<LineText> parse_text(std::string_view written);

/// The octets that `escape()` wrote.
Result<std::string> unescape(std::string_view written);

} // namespace transcript
