// Exercise 9.2: this client fetches two parts of each letter, and takes each
// line for a whole response. Make it read literals. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/framing/literal.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

constexpr std::size_t longest_line = 8192;

using framing::Frame;

// `is_string` is true for a quoted string and a literal, false for an atom.
struct Word {
    std::string text;
    bool is_string = false;
    bool operator==(const Word&) const = default;
};
using Words = std::vector<Word>;

const Word subject_part{"BODY[HEADER.FIELDS (SUBJECT)]"};
const Word text_part{"BODY[TEXT]"};

class Reader : public Session {
public:
    void start(Clock::time_point) override {}

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (const auto frame = framer_.next(bytes)) take_frame(*frame);
        return offered;
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    // TODO: a literal is a string, too. After framer_.expect_octets(n) the next
    // n octets come as frames of the kind `octets`, in parts, and `last` is
    // true for the last part. For no octets there is no such frame.
    void take_frame(const Frame& frame) { take(words_of(frame.text)); }

    // Takes a whole response.
    void take(const Words& words) {
        if (commands_ == 0) return ask("LOGIN anna secret"); // the greeting
        if (words.size() < 2) return;
        if (words[0].text == "*" && words[1].text == "BYE") leaving_ = true;
        if (words[0].text == "*") return take_data(words);
        if (words[0].text != 'a' + std::to_string(commands_)) return;
        if (leaving_) return finish();
        take_completion(words[1].text == "OK");
    }

    // TODO: which letters are to be flagged?
    void take_data(const Words& words) {
        for (const auto& word : words) std::cout << word.text << ' ';
        std::cout << std::endl;
    }

    void take_completion(bool ok) {
        if (commands_ == 1 && ok) return ask("SELECT INBOX");
        if (commands_ == 2 && ok)
            return ask("UID FETCH 1:* (BODY.PEEK[HEADER.FIELDS (SUBJECT)] "
                       "BODY.PEEK[TEXT])");
        // TODO: flag the letters.
        ask("LOGOUT");
    }

    // Returns what stands behind the atom `name`, or an empty atom.
    static Word item(const Words& words, const Word& name) {
        const auto found = std::ranges::find(words, name);
        if (found == words.end() || found + 1 == words.end()) return {};
        return found[1];
    }

    // Says a command with a new tag.
    void ask(const std::string& command) {
        say('a' + std::to_string(++commands_) + ' ' + command + "\r\n");
    }

    // `* 1 FETCH (UID 7 BODY[TEXT] "no" {28}` as `*`, `1`, `FETCH`, `UID`, `7`,
    // `BODY[TEXT]` and the string `no`: without the mark of a literal.
    static Words words_of(std::string_view line) {
        if (framing::literal_mark(line)) line = line.substr(0, line.rfind('{'));
        Words words;
        while (!line.empty()) {
            if (std::string_view(" ()").find(line[0]) != line.npos)
                line.remove_prefix(1);
            else
                words.push_back(line[0] == '"' ? take_quoted(line)
                                               : take_atom(line));
        }
        return words;
    }

    static Word take_quoted(std::string_view& line) {
        Word word{{}, true};
        std::size_t at = 1;
        for (; at < line.size() && line[at] != '"'; ++at) {
            if (line[at] == '\\' && at + 1 < line.size()) ++at;
            word.text += line[at];
        }
        line.remove_prefix(std::min(at + 1, line.size()));
        return word;
    }

    static Word take_atom(std::string_view& line) {
        std::size_t at = 0;
        for (bool inside = false; at < line.size(); ++at) {
            if (line[at] == '[') inside = true;
            if (line[at] == ']') inside = false;
            if (!inside &&
                std::string_view(" ()\"").find(line[at]) != line.npos)
                break;
        }
        Word word{std::string(line.substr(0, at))};
        line.remove_prefix(at);
        return word;
    }

    framing::Framer framer_{longest_line};
    int commands_ = 0;     // how many we have said
    bool leaving_ = false; // the server has said bye
    // TODO: what must be remembered of the letters?
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Reader>());
}
