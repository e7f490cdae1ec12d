// Any octets are responses or errors, the same in portions of any size. What
// was read can be printed, and what was printed is read as the same.
#include "common/framing/text.hpp"
#include "common/imap/responses/response.hpp"
#include "common/imap/responses/response_reader.hpp"
#include "tests/fuzz/check_parts.hpp"
#include "tests/fuzz/input.hpp"

#include <string>
#include <vector>

using namespace imap;
using fuzz::require;

namespace {

void check(const std::string& text) {
    Parts parts;
    const auto response = parse_response(text, &parts);
    fuzz::check_parts(text, parts.all());
    if (!response) {
        const auto& error = response.error();
        require(error.offset <= text.size(), "the fault is in the text");
        require(!error.what.empty() && !framing::find_fault(error.what),
                "it can be shown");
        return;
    }
    // Printing leaves out control characters and words that this grammar does
    // not know. So what is compared is the first print with the next.
    for (const bool utf8 : {false, true}) {
        const auto printed = print(*response, utf8);
        require(printed.ends_with("\r\n"), "it ends as a line does");
        const auto again = parse_response(
            std::string_view(printed).substr(0, printed.size() - 2));
        require(again.has_value(), "what is said can be read");
        require(print(*again, utf8) == printed, "and is said the same again");
    }
}

void take(ResponseReader& reader, std::string_view portion,
          std::vector<std::string>& found) {
    while (const auto event = reader.next(portion))
        found.emplace_back(event->text);
    require(portion.empty(), "a reader takes all it is given");
    require(reader.held() <= limits::response + limits::response_line,
            "memory is bounded");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    fuzz::Input input(data, size);
    ResponseReader one, many;
    for (const auto& text : fuzz::find_in_portions(input, one, many, take))
        check(text);
    return 0;
}
