#include "common/toy/parts.hpp"

#include "common/toy/command.hpp"
#include "common/toy/server_line.hpp"

#include <algorithm>

namespace toy {

namespace {

/// Names the words of a line, from left to right.
class Namer {
public:
    explicit Namer(std::string_view line) : line_(line) {}

    Namer& word(std::string name) {
        return take(std::move(name),
                    std::min(line_.find(' ', at_), line_.size()));
    }
    Namer& rest(std::string name) {
        return take(std::move(name), line_.size());
    }
    std::vector<Part> parts() { return std::move(parts_); }

private:
    Namer& take(std::string name, std::size_t end) {
        if (at_ < end) parts_.push_back({at_, end, std::move(name)});
        at_ = std::min(end + 1, line_.size()); // one space stands behind it
        return *this;
    }

    std::string_view line_;
    std::size_t at_ = 0;
    std::vector<Part> parts_;
};

constexpr auto a_text = "a text for people";

/// Names what is behind the words that every line of its kind begins with.
struct Naming {
    Namer& in;

    void operator()(const Read&) const { in.word("the number of a message"); }
    void operator()(const Post&) const { in.rest("the text of a message"); }

    void operator()(const Hello&) const {
        in.word("the kind of event").word("the protocol");
        in.word("a number of messages").rest("a word for people");
    }
    void operator()(const New&) const {
        in.word("the kind of event").word("a number of messages");
    }
    void operator()(const Bye&) const {
        in.word("the kind of event").rest("the reason");
    }
    void operator()(const StillHere&) const {
        in.word("the kind of event").rest(a_text);
    }
    void operator()(const OtherEvent&) const {
        in.rest("an event that is not known");
    }
    void operator()(const GoAhead&) const { in.rest(a_text); }
    void operator()(const Reply& reply) const {
        in.rest(reply.outcome == Reply::Outcome::ok ? "what was asked for"
                                                    : "the reason");
    }
    template<typename Bare>
    void operator()(const Bare&) const {}
};

std::string first_name(const ServerLine& line) {
    if (std::holds_alternative<GoAhead>(line)) return "the client may go on";
    if (std::holds_alternative<Reply>(line)) return "how the command ended";
    return "an event";
}

} // namespace

std::vector<Part> command_parts(std::string_view line) {
    const auto command = parse_command(line);
    if (!command) return {};
    Namer namer(line);
    namer.word("a command");
    std::visit(Naming{namer}, *command);
    return namer.parts();
}

std::vector<Part> server_line_parts(std::string_view line) {
    const auto parsed = parse_server_line(line);
    if (!parsed) return {};
    Namer namer(line);
    namer.word(first_name(*parsed));
    std::visit(Naming{namer}, *parsed);
    return namer.parts();
}

} // namespace toy
