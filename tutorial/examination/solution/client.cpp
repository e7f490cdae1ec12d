// The examination: a client over common/imap that tells of each new message.

#include "common/imap/responses/response.hpp"
#include "common/imap/responses/response_reader.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>

using namespace std::chrono_literals;

namespace {

constexpr auto poll_pause = 1s;     // between two NOOP
constexpr auto longest_idle = 9min; // then IDLE is said anew

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
        if (poll_at_ && now >= *poll_at_) {
            poll_at_.reset();
            ask("NOOP");
        }
        if (state_ == State::idling && now >= rearm_at_) make_room();
    }

    void say_bye(std::string_view) override { finish(); }

private:
    enum class State { off, starting, idling, stopping }; // of IDLE

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
    void hear(const imap::Exists&) {
        may_be_new_ = true;
        make_room();
    }
    void hear(const imap::FetchData& fetch) {
        std::uint32_t uid = 0;
        std::optional<std::string> subject;
        for (const auto& value : fetch.values) {
            if (const auto* number = std::get_if<imap::Uid>(&value))
                uid = number->value;
            if (const auto* content = std::get_if<imap::Content>(&value))
                subject = content->octets;
        }
        if (subject && uid > memory_.last.value_or(0)) found_[uid] = *subject;
    }
    void hear(const imap::Continuation&) {
        if (state_ != State::starting) return;
        state_ = State::idling;
        rearm_at_ = now_ + longest_idle;
        if (done_wanted_) make_room();
    }
    void hear(const imap::Tagged& end) {
        if (command_.empty() || end.tag != "a" + std::to_string(commands_))
            return;
        ended(std::exchange(command_, {}), end.outcome == imap::Outcome::ok);
    }

    // The command is in flight no more.
    void ended(const std::string& command, bool ok) {
        state_ = State::off;
        if (leaving_) return;
        if (command == "IDLE" && !ok) may_idle_ = false;
        if (command == "LOGIN anna secret")
            return ok ? ask("SELECT INBOX") : finish();
        tell();
        say_next();
    }

    void tell() {
        for (const auto& [uid, subject] : std::exchange(found_, {})) {
            const auto text = subject.substr(0, subject.find('\r'));
            std::cout << uid << ": " << text << std::endl;
            memory_.last = uid;
        }
    }

    // Nothing is in flight: asks what is new, or waits.
    void say_next() {
        if (std::exchange(may_be_new_, false))
            return ask("UID FETCH " +
                       std::to_string(memory_.last.value_or(0) + 1) +
                       ":* (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])");
        if (!may_idle_) {
            poll_at_ = now_ + poll_pause;
            return;
        }
        state_ = State::starting;
        done_wanted_ = false;
        ask("IDLE");
    }

    // IDLE must end soon, if there is one.
    void make_room() {
        done_wanted_ = true;
        if (state_ != State::idling || leaving_) return;
        state_ = State::stopping;
        say("DONE\r\n");
    }

    imap::ResponseReader reader_;
    Memory& memory_;
    Clock::time_point now_{};
    bool greeted_ = false;
    int commands_ = 0;
    std::string command_;                        // the one in flight, or empty
    std::map<std::uint32_t, std::string> found_; // subjects, by their UIDs
    bool may_be_new_ = false;                    // since UID FETCH was said
    bool may_idle_ = true;
    std::optional<Clock::time_point> poll_at_;
    State state_ = State::off;
    bool done_wanted_ = false; // since IDLE was said
    Clock::time_point rearm_at_{};
    bool leaving_ = false; // the server has said bye
};

} // namespace

int main(int argc, char** argv) {
    Memory memory;
    for (auto pause = 200ms;; pause = std::min(2 * pause, 10'000ms)) {
        const auto begin = std::chrono::steady_clock::now();
        const int code = exercise::connect_session(
            argc, argv, std::make_unique<Watch>(memory));
        if (code != 1) return code; // Ctrl-C, or started wrongly
        // A connection that has lived makes the waits short again.
        if (std::chrono::steady_clock::now() - begin > 1min) pause = 200ms;
        std::this_thread::sleep_for(pause);
    }
}
