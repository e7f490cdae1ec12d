// Any octets are a line or an error. What was read can be printed and read
// again.
#include "common/framing/text.hpp"
#include "common/toy/command.hpp"
#include "common/toy/parts.hpp"
#include "common/toy/server_line.hpp"
#include "tests/fuzz/check_parts.hpp"
#include "tests/fuzz/input.hpp"

using fuzz::require;

namespace {

template<typename Parse>
void check(std::string_view line, Parse parse) {
    const auto parsed = parse(line);
    if (!parsed) {
        require(parsed.error().offset <= line.size(),
                "the fault is in the line");
        require(!framing::find_fault(parsed.error().what), "it can be sent");
        return;
    }
    const auto printed = print(*parsed);
    require(!framing::find_fault(printed), "what is sent is text");
    const auto again = parse(printed);
    require(again && *again == *parsed, "said again, it means the same");
    require(print(*again) == printed, "and is written the same");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    check(line, toy::parse_command);
    fuzz::check_parts(line, toy::command_parts(line));
    fuzz::check_parts(line, toy::server_line_parts(line));
    check(line, toy::parse_server_line);
    return 0;
}
