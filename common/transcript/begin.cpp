#include "common/transcript/begin.hpp"

#include "common/transcript/limits.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace transcript {

namespace {

/// The message that a mailbox is filled with: 38 octets.
constexpr const char* message[] = {"Subject: Flat to rent", "", "In the 11e."};

/// Writes the lines of one connection.
class Talk {
public:
    Talk(const Begin& begin, std::string tag)
        : number_(begin.connection == 1 ? ""
                                        : std::to_string(begin.connection)),
          tag_(std::move(tag)), lines_{begin, {}} {}

    void client(const std::string& text) { add('C', text); }
    void server(const std::string& text) { add('S', text); }

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
    void add(char side, const std::string& text) {
        lines_.lines.push_back(side + number_ + ':' +
                               (text.empty() ? "" : ' ' + text));
    }
    std::string next_tag() { return tag_ + std::to_string(++commands_); }
    void await_ok() {
        server("...");
        server(tag_ + std::to_string(commands_) + " OK ...");
    }

    std::string number_;
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

tl::expected<Begin, std::string> parse_begin(std::string_view text) {
    const auto wrong = tl::make_unexpected(
        "@begin what? As in: @begin logged-in, @begin selected 2 (with 2 "
        "messages, at most " +
        std::to_string(limits::begin_messages) + "), @begin C2 selected");
    Begin begin;
    begin.written = "@begin " + std::string(text);
    std::istringstream words{std::string(text)};
    std::string word;
    words >> word;
    if (word.starts_with('C')) {
        if (word.size() != 2 || word[1] < '1' || word[1] > '9') return wrong;
        begin.connection = static_cast<Connection>(word[1] - '0');
        word.clear();
        words >> word;
    }
    begin.selected = word == "selected";
    if (!begin.selected && word != "logged-in") return wrong;
    if (words >> word) {
        std::uint32_t count = 0;
        const auto end = word.data() + word.size();
        const auto [stop, error] = std::from_chars(word.data(), end, count);
        if (error != std::errc{} || stop != end ||
            count > limits::begin_messages || words >> word)
            return wrong;
        begin.messages = count;
    }
    return begin;
}

std::vector<BeginLines> opening(const std::vector<Begin>& begins) {
    std::vector<BeginLines> found;
    for (const auto& begin : begins) {
        Talk talk(begin, "begin");
        talk.server("* OK ...");
        talk.command("LOGIN <user> <password>");
        if (&begin == owner(begins)) {
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
