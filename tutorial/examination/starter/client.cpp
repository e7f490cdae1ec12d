// The examination: make this a client that tells of each new message. See
// TASK.md.

#include "common/imap/responses/response.hpp"
#include "common/imap/responses/response_reader.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace {

// The facts that outlive a connection.
struct Memory {
    std::optional<std::uint32_t> last; // the highest UID that was told
};

class Watch : public Session {
public:
    explicit Watch(Memory& memory) : memory_(memory) {}

    void start(Clock::time_point now) override { now_ = now; }

    std::size_t receive(std::string_view bytes,
                        Clock::time_point now) override {
        now_ = now;
        const auto offered = bytes.size();
        while (const auto event = reader_.next(bytes)) {
            const auto response = imap::parse_response(event->text);
            if (!response) continue; // it is no IMAP
            if (!std::exchange(greeted_, true))
                ask("LOGIN anna secret");
            else
                std::visit([this](const auto& known) { hear(known); },
                           *response);
        }
        return offered;
    }

    // Is called about ten times a second.
    void tick(Clock::time_point now) override {
        now_ = now;
        // TODO: what is to be done when time has passed?
    }

    void say_bye(std::string_view) override { finish(); }

private:
    void ask(const std::string& command) {
        command_ = command;
        say("a" + std::to_string(++commands_) + ' ' + command + "\r\n");
    }

    // These take what the server says, by its kind.
    template<class Other>
    void hear(const Other&) {}
    void hear(const imap::Untagged& status) {
        if (status.kind == imap::Untagged::Kind::bye) leaving_ = true;
        if (status.code && status.code->name == "UIDNEXT" && !memory_.last)
            memory_.last = imap::number_of(*status.code).value_or(1) - 1;
    }
    // TODO: what do imap::Exists, imap::FetchData (with imap::Uid and
    // imap::Content in its values) and imap::Continuation mean?
    void hear(const imap::Tagged& end) {
        if (command_.empty() || end.tag != "a" + std::to_string(commands_))
            return;
        ended(std::exchange(command_, {}), end.outcome == imap::Outcome::ok);
    }

    // The command is in flight no more.
    void ended(const std::string& command, bool ok) {
        if (leaving_) return;
        if (command == "LOGIN anna secret")
            return ok ? ask("SELECT INBOX") : finish();
        // TODO: what comes next? Look for new messages, tell, idle.
    }

    imap::ResponseReader reader_;
    Memory& memory_;
    Clock::time_point now_{};
    bool greeted_ = false;
    int commands_ = 0;
    std::string command_;  // the one in flight, or empty
    bool leaving_ = false; // the server has said bye
};

} // namespace

int main(int argc, char** argv) {
    Memory memory;
    // TODO: what if the connection ends?
    return exercise::connect_session(argc, argv,
                                     std::make_unique<Watch>(memory));
}
