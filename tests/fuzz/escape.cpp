// Any octets can be written in a `.wire` file, and are the same when it is
// read.
#include "common/transcript/escape.hpp"
#include "common/framing/text.hpp"
#include "common/transcript/limits.hpp"
#include "common/transcript/parse.hpp"
#include "common/transcript/parse_text.hpp"
#include "tests/fuzz/input.hpp"

using namespace transcript;
using fuzz::require;

namespace {

/// Returns what a client says if the file has `escaped` after `C: `.
std::string said(std::string_view escaped) {
    const auto parsed = parse("C: " + std::string(escaped) + "\n", "x.wire");
    require(parsed.has_value(), "it can be pasted into a file");
    const auto* line = std::get_if<Line>(&parsed->steps.at(0).what);
    require(line && line->end == "\r\n" && !line->within, "it is one line");
    std::string all;
    for (const auto& piece : line->text) {
        const auto* plain = std::get_if<Octets>(&piece);
        require(plain, "it is no pattern");
        all += plain->octets;
    }
    return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    const std::string_view octets(reinterpret_cast<const char*>(data), size);
    const auto escaped = escape(octets);
    require(!framing::find_fault(escaped), "it is one line of text");
    const auto back = unescape(escaped);
    require(back && *back == octets, "it can be read back");
    // A line of a file has a limit, and `...` stands for the rest of a line.
    if (escaped.size() + 3 > limits::written_line) return 0;
    if (octets.ends_with("...")) return 0;
    require(said(escaped) == octets, "in a file it means the same");
    return 0;
}
