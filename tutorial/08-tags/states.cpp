// Says each command in each of the three states, and prints what came of it.

#include "tutorial/08-tags/asker.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <cstddef>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <vector>

namespace {

// [states]
/// The commands that are said in each state. The last of a state leads to the
/// next one.
const std::vector<std::vector<std::string_view>> said_in{
    {"NOOP", "LIST \"\" \"\"", "STATUS INBOX (UNSEEN)", "SEARCH ALL",
     "FETCH 1 UID", "CLOSE", "SELECT INBOX", "LOGIN anna secret"},
    {"NOOP", "LIST \"\" \"\"", "STATUS INBOX (UNSEEN)", "SEARCH ALL",
     "FETCH 1 UID", "CLOSE", "LOGIN anna secret", "SELECT INBOX"},
    {"NOOP", "LIST \"\" \"\"", "STATUS INBOX (UNSEEN)", "SEARCH ALL",
     "FETCH 1 UID", "LOGIN anna secret", "SELECT INBOX", "CLOSE"}};
// [/states]

constexpr const char* outcomes[] = {"OK", "NO", "BAD"};

class States : public Asker {
    void greeted() override { say_next(); }

    void hear(imap::Response response) override {
        const auto* end = std::get_if<imap::Tagged>(&response);
        if (!end) return;
        auto& came = came_[in_flight_.front().text];
        came.push_back(outcomes[static_cast<std::size_t>(end->outcome)]);
        in_flight_.clear();
        say_next();
    }

    void say_next() {
        if (next_ == said_in[state_].size()) {
            next_ = 0;
            if (++state_ == said_in.size()) return print();
        }
        ask(said_in[state_][next_++]);
    }

    void print() {
        std::cout << std::left << std::setw(24) << ""
                  << "before login  logged in  selected\n";
        for (const auto text : said_in[0]) {
            std::cout << std::setw(24) << text;
            const auto& came = came_[std::string(text)];
            std::cout << std::setw(14) << came[0] << std::setw(11) << came[1]
                      << came[2] << '\n';
        }
        finish();
    }

    std::size_t state_ = 0, next_ = 0;
    std::map<std::string, std::vector<const char*>> came_;
};

} // namespace

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<States>());
}
