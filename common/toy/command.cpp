#include "common/toy/command.hpp"

#include "common/framing/text.hpp"
#include "common/toy/words.hpp"

#include <array>
#include <optional>

namespace toy {

namespace {

using Result = tl::expected<Command, SyntaxError>;

tl::unexpected<SyntaxError> expected(std::size_t offset, std::string what) {
    return tl::make_unexpected(SyntaxError{offset, std::move(what)});
}

Result parse_read(std::optional<std::string_view> argument) {
    const auto number = parse_number(argument.value_or(""));
    if (number.value_or(0) > 0) return Read{*number};
    return expected(argument ? 5 : 4,
                    "read wants a number from 1 to 4294967295, as in: "
                    "read 2");
}

Result parse_post(std::optional<std::string_view> argument) {
    if (!argument.value_or("").empty()) return Post{std::string(*argument)};
    return expected(argument ? 5 : 4,
                    "post wants a text, as in: post Nice flat to rent");
}

struct BareVerb {
    std::string_view verb;
    Command command;
};
const std::array<BareVerb, 5> bare_verbs{{{"count", Count{}},
                                          {"idle", Idle{}},
                                          {"done", Done{}},
                                          {"noop", Noop{}},
                                          {"quit", Quit{}}}};

struct Printer {
    std::string operator()(const Count&) const { return "count"; }
    std::string operator()(const Read& read) const {
        return "read " + std::to_string(read.number);
    }
    std::string operator()(const Post& post) const {
        return "post " + post.text;
    }
    std::string operator()(const Idle&) const { return "idle"; }
    std::string operator()(const Done&) const { return "done"; }
    std::string operator()(const Noop&) const { return "noop"; }
    std::string operator()(const Quit&) const { return "quit"; }
};

} // namespace

Result parse_command(std::string_view line) {
    if (const auto fault = framing::find_fault(line)) {
        return expected(fault->offset, std::string(name(fault->kind)) +
                                           " at octet " +
                                           std::to_string(fault->offset + 1));
    }
    const auto [verb, argument] = first_word(line);
    if (verb == "read") return parse_read(argument);
    if (verb == "post") return parse_post(argument);
    for (const auto& bare : bare_verbs) {
        if (verb != bare.verb) continue;
        if (!argument) return bare.command;
        return expected(verb.size(), std::string(verb) + " stands alone");
    }
    return expected(0, "unknown command: count, read, post, idle, done, noop "
                       "and quit are known");
}

std::string print(const Command& command) {
    return std::visit(Printer{}, command);
}

} // namespace toy
