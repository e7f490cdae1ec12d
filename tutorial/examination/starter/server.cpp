// The examination: make this a server of IMAP that tells who idles. See
// TASK.md.

#include "common/imap/requests/request.hpp"
#include "common/imap/requests/request_reader.hpp"
#include "common/imap/responses/response.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace {

using imap::Outcome;

// How a command ends: `OK done`.
struct End {
    Outcome outcome;
    std::string text;
};

// The INBOX, which all clients share.
struct Inbox {
    void add() { uids.push_back(next++); }
    bool has(std::uint32_t uid) const {
        return std::find(uids.begin(), uids.end(), uid) != uids.end();
    }

    std::vector<std::uint32_t> uids; // of its messages, in order
    std::set<std::uint32_t> deleted; // the UIDs of those that are marked
    std::uint32_t next = 1;
};

class ImapSession : public Session {
public:
    explicit ImapSession(Inbox& inbox) : inbox_(inbox) {}

    void start(Clock::time_point) override {
        tell(imap::Untagged{imap::Untagged::Kind::ok, {}, "ready"});
    }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (!finished()) {
            const auto event = reader_.next(bytes);
            if (!event) break;
            take(*event);
        }
        return offered;
    }

    // Somebody has said something, so there may be news.
    void mailbox_changed() override {
        // TODO: who idles is told.
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    enum class State { before_login, logged_in, selected };
    using Kind = imap::RequestReader::Event::Kind;

    void tell(const imap::Response& response) { say(imap::print(response)); }

    void take(const imap::RequestReader::Event& event) {
        if (event.kind == Kind::go_ahead)
            tell(imap::Continuation{"go ahead"});
        else if (event.kind == Kind::line)
            end_idling(event.text);
        else if (event.kind == Kind::request)
            take_request(event.text);
        else
            end(event.tag, {Outcome::bad, "that is too much"});
    }

    void take_request(std::string_view text) {
        const auto request = imap::parse_request(text);
        if (!request)
            return end(request.error().tag,
                       {Outcome::bad, request.error().what});
        const auto& [tag, command] = *request;
        if (state_ < needed(command))
            return end(tag, {Outcome::bad, "not in this state"});
        const auto how = std::visit(
            [this](const auto& known) { return act(known); }, command);
        tell_news(true); // TODO: is EXPUNGE allowed with each command?
        end(tag, how);
    }

    void end(const std::string& tag, const End& how) {
        tell(imap::Tagged{tag, how.outcome, {}, how.text});
    }

    // TODO: which commands are allowed in which state?
    static State needed(const imap::Command&) { return State::before_login; }

    // TODO: IDLE. After reader_.expect_lines(true) each line that comes is an
    // event of Kind::line, and imap::parse_done() knows DONE.
    void end_idling(std::string_view) {}

    // TODO: says what this client was not told yet, if anything: for each UID
    // of view_ that inbox_ has no more, imap::Expunged with its number; and
    // imap::Exists if there are more than before.
    void tell_news(bool /*may_expunge*/) {}

    // How many messages this client knows.
    std::uint32_t known() const {
        return static_cast<std::uint32_t>(view_.size());
    }

    // Each does a command, says its data, and returns how it ends.
    template<class Other>
    End act(const Other&) {
        return {Outcome::bad, "unknown command"};
    }
    End act(const imap::Noop&) { return {Outcome::ok, "nothing done"}; }
    End act(const imap::Capability&) {
        tell(imap::CapabilityData{{"IMAP4rev1", "IDLE"}});
        return {Outcome::ok, "that is all"};
    }
    End act(const imap::Logout&) {
        tell(imap::Untagged{imap::Untagged::Kind::bye, {}, "good bye"});
        finish();
        return {Outcome::ok, "logged out"};
    }
    End act(const imap::Login& login) {
        if (state_ != State::before_login)
            return {Outcome::bad, "you are logged in"};
        if (login.user != "anna" || login.password != "secret")
            return {Outcome::no, "wrong name or password"};
        state_ = State::logged_in;
        return {Outcome::ok, "logged in"};
    }
    // TODO: SELECT, FETCH, STORE, COPY, EXPUNGE. Each is a type of
    // common/imap/requests/command.hpp, as above.

    // The places in view_ that the set of a command names.
    std::vector<std::size_t> places(const imap::SequenceSet& set, bool uid) {
        std::vector<std::size_t> found;
        const auto largest = uid ? (view_.empty() ? 0 : view_.back()) : known();
        for (std::size_t i = 0; i < view_.size(); ++i)
            if (set.contains(uid ? view_[i] : static_cast<std::uint32_t>(i + 1),
                             largest))
                found.push_back(i);
        return found;
    }

    imap::RequestReader reader_;
    Inbox& inbox_;
    State state_ = State::before_login;
    std::vector<std::uint32_t> view_; // the UIDs that this client knows
    std::string idle_tag_;            // of the IDLE that has not ended
};

} // namespace

int main(int argc, char** argv) {
    int messages = 3;
    for (int i = 2; i + 1 < argc; i += 2)
        if (std::string_view(argv[i]) == "--messages")
            messages = std::atoi(argv[i + 1]);
    Inbox inbox;
    for (int i = 0; i < messages; ++i) inbox.add();
    return exercise::serve_sessions(std::min(argc, 2), argv, [&] {
        return std::make_unique<ImapSession>(inbox);
    });
}
