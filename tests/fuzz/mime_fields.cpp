// Any octets are the value of a field.
#include "common/framing/text.hpp"
#include "proto_server/mime/address_list.hpp"
#include "proto_server/mime/content_type.hpp"
#include "proto_server/mime/encoded_word.hpp"
#include "proto_server/mime/lexer.hpp"
#include "proto_server/mime/limits.hpp"
#include "proto_server/mime/parameters.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>

using fuzz::require;

namespace {

void check_tokens(std::string_view value, bool is_cut) {
    mime::Lexer lexer(value, "<>@,;:=/", is_cut);
    std::string together;
    while (!lexer.at_end()) {
        const auto token = lexer.next();
        require(!token.text.empty(), "a token has octets");
        together += token.text;
    }
    require(together == value, "the tokens are the value");
}

void check_addresses(std::string_view value, std::size_t most, bool is_cut) {
    const auto all = mime::parse_addresses(value, most, is_cut);
    require(all.size() <= most, "there are not too many addresses");
    bool in_group = false;
    for (const auto& one : all) {
        const bool is_end = !one.mailbox && !one.host;
        const bool is_begin = one.mailbox && !one.host;
        require(is_end ? in_group : !is_begin || !in_group,
                "each group ends, and none is in another");
        in_group = is_begin || (in_group && !is_end);
    }
    require(!in_group, "the last group ends");
    if (is_cut || most < value.size()) return;
    const auto again =
        mime::parse_addresses("a@b," + std::string(value), most + 1, is_cut);
    require(again.size() == all.size() + 1 &&
                std::equal(all.begin(), all.end(), again.begin() + 1),
            "an address does not change those after it");
}

void check_parameters(std::string_view value) {
    const auto type = mime::parse_content_type(value);
    require(!type.type.empty() && !type.subtype.empty(), "a type has a name");
    for (const auto& all :
         {type.parameters, mime::parse_disposition(value).second}) {
        require(all.size() <= mime::limits::parameters,
                "there are not too many parameters");
        for (const auto& [name, text] : all) {
            require(!name.empty(), "an attribute has a name");
            require(framing::is_utf8(mime::decode_extended(text)),
                    "a decoded value is UTF-8");
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    std::string_view value(reinterpret_cast<const char*>(data), size);
    for (const bool is_cut : {false, true}) {
        check_tokens(value, is_cut);
        for (const auto most : {value.size() + 2, std::size_t{3}})
            check_addresses(value, most, is_cut);
    }
    check_parameters(value);
    require(framing::is_utf8(mime::decode_words(value)),
            "decoded words are UTF-8");
    return 0;
}
