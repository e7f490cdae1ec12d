// Any octets are a transcript, or one sentence says why not. The size of the
// result is bounded.
#include "common/framing/text.hpp"
#include "common/transcript/limits.hpp"
#include "common/transcript/parse.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>

using namespace transcript;
using fuzz::require;

namespace {

/// True if a terminal can show `text`. Tabs are allowed, as in a file.
bool can_be_shown(std::string text) {
    std::replace(text.begin(), text.end(), '\t', ' ');
    return !framing::find_fault(text);
}

std::size_t octets(const Line& line) {
    require(line.connection >= 1 && line.connection <= limits::connections,
            "a connection has a number from 1 to 9");
    std::size_t sum = 0;
    for (const auto& piece : line.text)
        if (const auto* plain = std::get_if<Octets>(&piece))
            sum += plain->octets.size();
    require(sum <= limits::text, "a line is bounded");
    return sum;
}

std::size_t octets(const Step& step) {
    if (const auto* line = std::get_if<Line>(&step.what)) return octets(*line);
    std::size_t sum = 0;
    if (const auto* group = std::get_if<AnyOrder>(&step.what)) {
        require(!group->lines.empty(), "a group has lines");
        for (const auto& line : group->lines) sum += octets(line);
    }
    return sum;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto lines = 1 + static_cast<std::size_t>(
                               std::count(text.begin(), text.end(), '\n'));
    const auto parsed = parse(text, "x.wire");
    if (!parsed) {
        const auto& error = parsed.error();
        require(error.line >= 1 && error.line <= lines + 1, "a line is named");
        require(can_be_shown(print(error)), "a person can read why");
        return 0;
    }
    require(!parsed->steps.empty(), "a transcript has steps");
    require(parsed->steps.size() <= limits::steps, "steps are bounded");
    std::size_t sum = 0;
    for (const auto& step : parsed->steps) {
        require(step.line >= 1 && step.line <= lines, "a step has its line");
        require(can_be_shown(step.written), "a step can be shown");
        sum += octets(step);
    }
    require(sum <= limits::all_text, "all lines together are bounded");
    return 0;
}
