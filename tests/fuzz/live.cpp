// Whatever a peer sends, a terminal gets plain text, the same for portions of
// any size.
#include "common/transcript/live.hpp"
#include "common/framing/text.hpp"
#include "tests/fuzz/input.hpp"

#include <sstream>

using fuzz::require;
using transcript::Side;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    fuzz::Input input(data, size);
    std::ostringstream at_once, in_portions;
    transcript::LiveWire one(at_once, false);
    transcript::LiveWire many(in_portions, false);
    one.opened(1, "from nowhere");
    many.opened(1, "from nowhere");

    one.passed(1, Side::client, input.bytes());
    for (auto portion = input.next_portion(); !portion.empty();
         portion = input.next_portion())
        many.passed(1, Side::client, portion);

    one.closed(1);
    many.closed(1);
    require(at_once.str() == in_portions.str(), "portions make no difference");

    std::istringstream lines(at_once.str());
    for (std::string line; std::getline(lines, line);)
        require(!framing::find_fault(line), "a terminal sees plain text");
    return 0;
}
