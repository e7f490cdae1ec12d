// Any octets are requests or errors, the same in portions of any size. What was
// read can be printed and read again.
#include "common/framing/text.hpp"
#include "common/imap/requests/request.hpp"
#include "common/imap/requests/request_reader.hpp"
#include "tests/fuzz/check_parts.hpp"
#include "tests/fuzz/input.hpp"

#include <string>
#include <vector>

using namespace imap;
using fuzz::require;

namespace {

void check(const std::string& text) {
    Parts parts;
    const auto request = parse_request(text, &parts);
    fuzz::check_parts(text, parts.all());
    if (!request) {
        const auto& error = request.error();
        require(error.offset <= text.size(), "the fault is in the text");
        require(!error.what.empty() && !framing::find_fault(error.what),
                "it can be sent");
        require(!error.tag.empty() && error.tag.size() <= limits::tag,
                "it names a tag or *");
        return;
    }
    auto printed = print(*request, {.utf8 = true, .non_sync = SIZE_MAX}).octets;
    require(printed.ends_with("\r\n"), "it ends as a line does");
    printed.resize(printed.size() - 2);
    const auto again = parse_request(printed);
    require(again && *again == *request, "said again, it means the same");
}

/// Takes every event of `portion`. An IDLE is followed by lines until DONE.
void take(RequestReader& reader, std::string_view portion,
          std::vector<std::string>& found) {
    using Kind = RequestReader::Event::Kind;
    while (const auto event = reader.next(portion)) {
        found.push_back(std::to_string(static_cast<int>(event->kind)) +
                        event->tag + " " + std::string(event->text));
        if (event->kind == Kind::line && parse_done(event->text))
            reader.expect_lines(false);
        if (event->kind != Kind::request) continue;
        const auto request = parse_request(event->text);
        if (request && std::holds_alternative<Idle>(request->command))
            reader.expect_lines(true);
    }
    require(portion.empty(), "a reader takes all it is given");
    require(reader.held() <= limits::request + limits::line + 3,
            "memory is bounded");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    fuzz::Input input(data, size);
    RequestReader one, many;
    for (const auto& event : fuzz::find_in_portions(input, one, many, take))
        if (event.front() == '0') check(event.substr(event.find(' ') + 1));
    return 0;
}
