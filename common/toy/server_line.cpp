#include "common/toy/server_line.hpp"

#include "common/framing/text.hpp"
#include "common/toy/words.hpp"

#include <optional>

namespace toy {

namespace {

using Text = std::optional<std::string_view>;

std::string text_of(Text text) {
    return std::string(text.value_or(""));
}

/// hello = "toy/1" SP number SP "messages"
std::optional<Hello> parse_hello(std::string_view text) {
    constexpr std::string_view before = "toy/1 ", after = " messages";
    if (!text.starts_with(before) || !text.ends_with(after)) return {};
    text.remove_prefix(before.size());
    if (text.size() < after.size()) return {};
    text.remove_suffix(after.size());
    const auto messages = parse_number(text);
    if (!messages) return {};
    return Hello{*messages};
}

ServerLine parse_event(std::string_view line) {
    const auto [kind, text] = first_word(line);
    if (kind == "hello") {
        if (const auto hello = parse_hello(text.value_or(""))) return *hello;
    }
    if (kind == "new") {
        if (const auto count = parse_number(text.value_or("")))
            return New{*count};
    }
    if (kind == "bye") return Bye{text_of(text)};
    if (kind == "ok") return StillHere{text_of(text)};
    return OtherEvent{std::string(line)};
}

std::optional<Reply::Outcome> parse_outcome(std::string_view word) {
    if (word == "ok") return Reply::Outcome::ok;
    if (word == "no") return Reply::Outcome::no;
    if (word == "bad") return Reply::Outcome::bad;
    return std::nullopt;
}

std::string join(std::string_view word, std::string_view text) {
    std::string line(word);
    if (!text.empty()) line.append(" ").append(text);
    return line;
}

struct Printer {
    std::string operator()(const Hello& hello) const {
        return "* hello toy/1 " + std::to_string(hello.messages) + " messages";
    }
    std::string operator()(const New& event) const {
        return "* new " + std::to_string(event.messages);
    }
    std::string operator()(const Bye& bye) const {
        return join("* bye", bye.why);
    }
    std::string operator()(const StillHere& sign) const {
        return join("* ok", sign.text);
    }
    std::string operator()(const OtherEvent& event) const {
        return "* " + event.text;
    }
    std::string operator()(const GoAhead& go) const {
        return join("+", go.text);
    }
    std::string operator()(const Reply& reply) const {
        switch (reply.outcome) {
        case Reply::Outcome::ok:
            return join("ok", reply.text);
        case Reply::Outcome::no:
            return join("no", reply.text);
        case Reply::Outcome::bad:
            return join("bad", reply.text);
        }
        return {};
    }
};

} // namespace

tl::expected<ServerLine, SyntaxError> parse_server_line(std::string_view line) {
    if (const auto fault = framing::find_fault(line)) {
        return tl::make_unexpected(
            SyntaxError{fault->offset, std::string(name(fault->kind))});
    }
    const auto [word, text] = first_word(line);
    if (word == "*") return parse_event(text.value_or(""));
    if (word == "+") return GoAhead{text_of(text)};
    if (const auto outcome = parse_outcome(word))
        return Reply{*outcome, text_of(text)};
    return tl::make_unexpected(
        SyntaxError{0, "a line begins with *, +, ok, no or bad"});
}

std::string print(const ServerLine& line) {
    return std::visit(Printer{}, line);
}

} // namespace toy
