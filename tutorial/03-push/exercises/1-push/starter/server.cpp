// Exercise 3.1: this server answers. Make it speak first. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <memory>
#include <string>
#include <vector>

using Messages = std::vector<std::string>;

// One client's conversation. All of them share the messages.
class Conversation : public Session {
public:
    explicit Conversation(Messages& messages) : messages_(messages) {}

    void start(Clock::time_point) override {
        // TODO 1: from here on the client knows how many messages there are.
        say_line("* hello toy/1 " + std::to_string(messages_.size()) +
                 " messages");
    }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (const auto frame = framer_.next(bytes)) {
            const auto command = toy::parse_command(frame->text);
            if (!command) {
                say_line("bad " + command.error().what);
                continue;
            }
            std::visit([this](const auto& one) { answer(one); }, *command);
        }
        return offered;
    }

    // Called for every conversation whenever any client has said something.
    void mailbox_changed() override {
        // TODO 2: is there news, and may this client be told now?
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view why) override {
        say_line("* bye " + std::string(why));
        finish();
    }

private:
    // TODO 3: `count` and `post` tell the client a number, too.
    void answer(const toy::Count&) {
        say_line("ok " + std::to_string(messages_.size()));
    }

    void answer(const toy::Read& read) {
        if (read.number == 0 || read.number > messages_.size())
            return say_line("no such message");
        say_line("ok " + messages_[read.number - 1]);
    }

    void answer(const toy::Post& post) {
        messages_.push_back(post.text);
        say_line("ok " + std::to_string(messages_.size()));
    }

    void answer(const toy::Idle&) {
        // TODO 4
        say_line("bad idle is not yet written");
    }

    void answer(const toy::Done&) {
        // TODO 5
        say_line("bad done is not yet written");
    }

    void answer(const toy::Noop&) {
        // TODO 6: what happened before `noop` is told before its `ok`.
        say_line("ok");
    }

    void answer(const toy::Quit&) {
        say_line("* bye");
        say_line("ok quit");
        finish();
    }

    void say_line(const std::string& line) { say(line + "\r\n"); }

    Messages& messages_;
    framing::Framer framer_{toy::limits::line};
};

int main(int argc, char** argv) {
    Messages messages{"Studio to let in the 5e", "Flat to rent in the 11e",
                      "Two rooms under the roof"};
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<Conversation>(messages); });
}
