#include "common/imap/limits.hpp"
#include "common/imap/responses/read_response.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"

namespace imap {

namespace {

struct Text {
    std::optional<Code> code;
    std::string text;
};

/// resp-text = ["[" resp-text-code "]" SP] text
/// Brackets that hold no code are read as text.
Text read_text(Cursor& in) {
    Text result;
    in.eat(' ');
    if (in.peek() == '[') {
        auto ahead = in;
        auto code = read_code(ahead);
        if (ahead.ok()) {
            result.code = std::move(code);
            in = ahead;
            in.eat(' ');
        }
    }
    result.text = in.rest("a text for people");
    return result;
}

std::optional<Outcome> outcome_of(std::string_view word) {
    if (word == "OK") return Outcome::ok;
    if (word == "NO") return Outcome::no;
    if (word == "BAD") return Outcome::bad;
    return std::nullopt;
}

std::optional<Untagged::Kind> kind_of(std::string_view word) {
    if (word == "PREAUTH") return Untagged::Kind::preauth;
    if (word == "BYE") return Untagged::Kind::bye;
    const auto outcome = outcome_of(word);
    if (!outcome) return std::nullopt;
    return static_cast<Untagged::Kind>(*outcome); // both begin with ok, no, bad
}

/// *(SP capability); a space at the end is allowed.
std::vector<std::string> read_capabilities(Cursor& in) {
    std::vector<std::string> all;
    while (in.eat(' ') && !in.at_end()) {
        all.push_back(upper(in.atom("a capability")));
        in.allow(all.size(), limits::list, "capabilities");
    }
    return all;
}

/// message-data = nz-number SP ("EXPUNGE" / ("FETCH" SP msg-att)), and
/// number SP "EXISTS" or "RECENT".
Response read_numbered(Cursor& in) {
    const auto start = in;
    const auto number = in.number("a number");
    in.space();
    const auto word = in.word("EXISTS, RECENT, EXPUNGE or FETCH");
    if (word == "EXISTS") return Exists{number};
    if (word == "RECENT") return Recent{number};
    const bool of_message = word == "EXPUNGE" || word == "FETCH";
    if (of_message && number == 0) in.fail("a message number from 1");
    if (word == "EXPUNGE") return Expunged{number};
    if (word == "FETCH") return read_fetch_data(in, number);
    if (in.ok()) in = start;
    return OtherData{std::string(in.rest("data that is not known"))};
}

Response read_untagged(Cursor& in) {
    if (is_digit(in.peek())) return read_numbered(in);
    const auto start = in;
    const auto word = in.word("a response such as OK");
    if (const auto kind = kind_of(word)) {
        auto [code, text] = read_text(in);
        return Untagged{*kind, std::move(code), std::move(text)};
    }
    if (word == "CAPABILITY") return CapabilityData{read_capabilities(in)};
    if (word == "ENABLED") return EnabledData{read_capabilities(in)};
    if (word == "LIST" || word == "LSUB")
        return read_list_data(in, word == "LSUB");
    if (word == "NAMESPACE") return read_namespace_data(in);
    if (word == "STATUS") return read_status_data(in);
    if (word == "SEARCH") return read_search_data(in);
    if (word == "ESEARCH") return read_esearch_data(in);
    if (word == "FLAGS") {
        in.space();
        return FlagsData{read_flag_list(in, FlagsFrom::server)};
    }
    if (word == "ID") {
        in.space();
        return IdData{read_id_fields(in)};
    }
    if (in.ok()) in = start;
    return OtherData{std::string(in.rest("data that is not known"))};
}

/// response-tagged = tag SP resp-cond-state
Response read_tagged(Cursor& in, std::string& tag) {
    tag = in.take_while(is_tag_char, "a tag");
    if (tag.empty()) in.fail("*, + or a tag");
    in.allow(tag.size(), limits::tag, "octets of a tag");
    in.space();
    const auto start = in.offset();
    const auto outcome = outcome_of(in.word("OK, NO or BAD"));
    if (!outcome) {
        in.fail_at(start, "OK, NO or BAD");
        return OtherData{};
    }
    auto [code, text] = read_text(in);
    return Tagged{tag, *outcome, std::move(code), std::move(text)};
}

Response read_response(Cursor& in, std::string& tag) {
    const auto start = in.offset();
    if (in.eat('+')) {
        in.note(start, "the client may go on");
        in.eat(' '); // some servers do not send it
        return Continuation{std::string(in.rest("a text for people"))};
    }
    if (!in.eat('*')) return read_tagged(in, tag);
    in.note(start, "no command's answer");
    in.space();
    auto response = read_untagged(in);
    in.eat(' '); // some servers send a space after a list
    return response;
}

} // namespace

tl::expected<Response, ParseError> parse_response(std::string_view text,
                                                  Parts* parts) {
    std::string tag;
    Cursor in(text, Cursor::Text::response, parts);
    auto response = read_response(in, tag);
    in.expect_end();
    if (in.ok()) return response;

    auto error = in.error();
    if (!tag.empty()) error.tag = std::move(tag);
    return tl::make_unexpected(std::move(error));
}

} // namespace imap
