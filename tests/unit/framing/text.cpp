#include "common/framing/text.hpp"
#include "tests/unit/catch.hpp"

#include <string>

using framing::find_fault;
using framing::TextFault;
using enum framing::TextFault::Kind;

namespace {

struct Case {
    std::string text;
    TextFault::Kind kind;
    std::size_t offset;
};

} // namespace

TEST_CASE("text that a person may be shown has no fault") {
    for (const std::string text :
         {"", "plain ASCII ~", "duplex \xC3\xA0 louer", "\xE2\x82\xAC 1430",
          "\xF0\x9F\x8F\xA0", "\xC2\xA0", "\xED\x9F\xBF", "\xEE\x80\x80",
          "\xF4\x8F\xBF\xBF"}) {
        INFO(text);
        CHECK_FALSE(find_fault(text));
    }
}

TEST_CASE("UTF-8 may say what a person may not be shown") {
    using framing::is_utf8;
    CHECK(is_utf8(std::string("\0\t\x7F\xC2\x85\xF4\x8F\xBF\xBF", 9)));
    for (const char* wrong : {"\xFF", "a\x80", "\xC3", "\xED\xA0\x80",
                              "\xC0\xAF", "\xF4\x90\x80\x80"}) {
        INFO(wrong);
        CHECK_FALSE(is_utf8(wrong));
    }
}

TEST_CASE("a fault is named with its offset") {
    const Case cases[] = {
        {std::string("a\0b", 3), nul, 1},
        {"\t", control, 0},
        {"ab\r", control, 2},
        {"abc\x1B[31m", control, 3},
        {"\x7F", control, 0},
        {"x\xC2\x9B", control, 1},     // CSI in eight bits
        {"x\xFF", utf8, 1},            // never in UTF-8
        {"\x80", utf8, 0},             // a continuation alone
        {"\xC3", utf8, 0},             // cut short
        {"\xE2\x82", utf8, 0},         // cut short
        {"\xC3(", utf8, 0},            // continuation missing
        {"\xC0\xAF", utf8, 0},         // overlong
        {"\xE0\x80\xAF", utf8, 0},     // overlong
        {"\xF0\x80\x80\xAF", utf8, 0}, // overlong
        {"\xED\xA0\x80", utf8, 0},     // a surrogate
        {"\xF4\x90\x80\x80", utf8, 0}, // above U+10FFFF
        {"\xF5\x80\x80\x80", utf8, 0}, // above U+10FFFF
        {"ok \xE2\x82\xAC \xE9", utf8, 7},
    };
    for (const auto& one : cases) {
        const auto fault = find_fault(one.text);
        INFO("offset " << one.offset << " of " << one.text);
        REQUIRE(fault);
        CHECK(fault->kind == one.kind);
        CHECK(fault->offset == one.offset);
    }
}
