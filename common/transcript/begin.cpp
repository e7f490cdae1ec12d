#include "common/transcript/begin.hpp"

#include "common/transcript/show.hpp"

#include <algorithm>

namespace transcript {

namespace {

/// The message that a mailbox is filled with: 38 octets.
constexpr const char* message[] = {"Subject: Flat to rent", "", "In the 11e."};

/// Writes the lines of one connection.
class Talk {
public:
    Talk(const Begin& begin, std::string tag)
        : tag_(std::move(tag)), lines_{begin, {}} {}

    void client(const std::string& text) { add(Side::client, text); }
    void server(const std::string& text) { add(Side::server, text); }

    void command(const std::string& text) {
        client(next_tag() + ' ' + text);
        await_ok();
    }
    void append() {
        std::size_t octets = 0;
        for (const std::string_view line : message) octets += line.size() + 2;
        client(next_tag() + " APPEND <mailbox> {" + std::to_string(octets) +
               '}');
        server("+ ...");
        for (const auto* line : message) client(line);
        client("");
        await_ok();
    }
    BeginLines lines() && { return std::move(lines_); }

private:
    void add(Side from, const std::string& text) {
        lines_.lines.push_back(show_from(from, lines_.begin.connection) + ':' +
                               (text.empty() ? "" : ' ' + text));
    }
    std::string next_tag() { return tag_ + std::to_string(++commands_); }
    void await_ok() {
        server("...");
        server(tag_ + std::to_string(commands_) + " OK ...");
    }

    std::string tag_;
    int commands_ = 0;
    BeginLines lines_;
};

/// Returns the connection that makes the mailbox and deletes it, or null.
const Begin* owner(const std::vector<Begin>& begins) {
    const auto found = std::ranges::find_if(begins, [](const Begin& begin) {
        return begin.selected || begin.messages;
    });
    return found == begins.end() ? nullptr : &*found;
}

} // namespace

std::vector<BeginLines> opening(const std::vector<Begin>& begins) {
    std::vector<BeginLines> found;
    const auto* makes = owner(begins);
    for (const auto& begin : begins) {
        Talk talk(begin, "begin");
        talk.server("* OK ...");
        talk.command("LOGIN <user> <password>");
        if (&begin == makes) {
            talk.command("CREATE <mailbox>");
            for (auto n = begin.messages.value_or(0); n > 0; --n) talk.append();
        }
        if (begin.selected) talk.command("SELECT <mailbox>");
        found.push_back(std::move(talk).lines());
    }
    return found;
}

std::vector<BeginLines> closing(const std::vector<Begin>& begins) {
    std::vector<BeginLines> found;
    const auto* deletes = owner(begins);
    for (auto begin = begins.rbegin(); begin != begins.rend(); ++begin) {
        Talk talk(*begin, "end");
        if (begin->selected) talk.command("CLOSE");
        if (&*begin == deletes) talk.command("DELETE <mailbox>");
        found.push_back(std::move(talk).lines());
    }
    return found;
}

} // namespace transcript
