// Portions of any size give the same frames, and memory is bounded.
#include "common/framing/framer.hpp"
#include "common/framing/literal.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>
#include <string>
#include <vector>

using framing::Frame;
using fuzz::require;

namespace {

constexpr std::size_t max_line = 20;

/// Takes every frame of `portion`; a line may announce a literal.
void take(framing::Framer& framer, std::string_view portion,
          std::vector<std::string>& found) {
    while (const auto frame = framer.next(portion)) {
        if (frame->kind == Frame::Kind::too_long) {
            found.emplace_back("too long");
        } else if (frame->kind == Frame::Kind::octets) {
            require(!frame->text.empty(), "a part of a literal has octets");
            found.back() += frame->text;
            if (frame->last) found.emplace_back("end of literal");
        } else {
            require(frame->text.size() <= max_line, "a line is not too long");
            found.emplace_back(frame->text);
            const auto mark = framing::literal_mark(frame->text);
            if (!mark || mark->octets == 0) continue;
            framer.expect_octets(mark->octets);
            found.emplace_back("literal:");
        }
    }
    require(portion.empty(), "a framer takes all it is given");
    require(framer.unfinished().size() <= max_line + 1, "memory is bounded");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    fuzz::Input input(data, size);
    framing::Framer one(max_line), many(max_line);
    fuzz::find_in_portions(input, one, many, take);
    require(one.unfinished() == many.unfinished(), "nor to what is left");
    return 0;
}
