// The examination: a server over common/imap.

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
        if (!idle_tag_.empty()) tell_news(true);
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
        if (std::holds_alternative<imap::Idle>(command)) return idle(tag);
        const auto how = std::visit(
            [this](const auto& known) { return act(known); }, command);
        const auto* store = std::get_if<imap::Store>(&command);
        const auto* fetch = std::get_if<imap::Fetch>(&command);
        tell_news(!(store && !store->uid) && !(fetch && !fetch->uid));
        end(tag, how);
    }

    void end(const std::string& tag, const End& how) {
        tell(imap::Tagged{tag, how.outcome, {}, how.text});
    }

    // The state in which a command is allowed, and in those behind it.
    static State needed(const imap::Command& command) {
        if (std::holds_alternative<imap::Capability>(command) ||
            std::holds_alternative<imap::Noop>(command) ||
            std::holds_alternative<imap::Logout>(command) ||
            std::holds_alternative<imap::Login>(command))
            return State::before_login;
        if (std::holds_alternative<imap::Select>(command) ||
            std::holds_alternative<imap::Idle>(command))
            return State::logged_in;
        return State::selected;
    }

    void idle(const std::string& tag) {
        idle_tag_ = tag;
        reader_.expect_lines(true);
        tell(imap::Continuation{"idling"});
        tell_news(true);
    }

    void end_idling(std::string_view line) {
        reader_.expect_lines(false);
        tell_news(true);
        const bool done = imap::parse_done(line);
        end(std::exchange(idle_tag_, {}),
            done ? End{Outcome::ok, "IDLE ended"}
                 : End{Outcome::bad, "expected DONE"});
    }

    // Says what this client was not told yet, if anything.
    void tell_news(bool may_expunge) {
        if (state_ != State::selected) return;
        for (auto n = view_.size(); may_expunge && n > 0; --n) {
            const auto at = view_.begin() + static_cast<std::ptrdiff_t>(n - 1);
            if (inbox_.has(*at)) continue;
            view_.erase(at);
            tell(imap::Expunged{static_cast<std::uint32_t>(n)});
        }
        const auto before = view_.size();
        for (const auto uid : inbox_.uids)
            if (view_.empty() || uid > view_.back()) view_.push_back(uid);
        if (view_.size() > before) tell(imap::Exists{known()});
    }

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
    End act(const imap::Select& select) {
        state_ = State::logged_in;
        if (select.mailbox != "INBOX") return {Outcome::no, "there is none"};
        state_ = State::selected;
        view_ = inbox_.uids;
        using Kind = imap::Untagged::Kind;
        tell(imap::FlagsData{{imap::Flag::deleted}});
        tell(imap::Exists{known()});
        tell(imap::Recent{});
        tell(imap::Untagged{Kind::ok, imap::number_code("UIDVALIDITY", 1),
                            "UIDs are valid"});
        tell(imap::Untagged{Kind::ok, imap::number_code("UIDNEXT", inbox_.next),
                            "the next UID"});
        return {Outcome::ok, "selected"};
    }

    // The places in view_ that a set names; of a UID that is not there, none.
    std::vector<std::size_t> places(const imap::SequenceSet& set, bool uid) {
        std::vector<std::size_t> found;
        const auto largest = uid ? (view_.empty() ? 0 : view_.back()) : known();
        for (std::size_t i = 0; i < view_.size(); ++i)
            if (set.contains(uid ? view_[i] : static_cast<std::uint32_t>(i + 1),
                             largest))
                found.push_back(i);
        return found;
    }

    End act(const imap::Fetch& fetch) {
        if (!fetch.uid && fetch.set.goes_beyond(known()))
            return {Outcome::bad, "there is no such message"};
        for (const auto place : places(fetch.set, fetch.uid))
            tell(imap::FetchData{static_cast<std::uint32_t>(place + 1),
                                 {imap::Uid{view_[place]}}});
        return {Outcome::ok, "fetched"};
    }
    End act(const imap::Store& store) {
        if (!store.uid && store.set.goes_beyond(known()))
            return {Outcome::bad, "there is no such message"};
        if (store.action == imap::Store::Action::add &&
            store.flags.has(imap::Flag::deleted))
            for (const auto place : places(store.set, store.uid))
                inbox_.deleted.insert(view_[place]);
        return {Outcome::ok, "stored"};
    }
    End act(const imap::Copy& copy) {
        if (copy.mailbox != "INBOX") return {Outcome::no, "there is none"};
        if (!copy.uid && copy.set.goes_beyond(known()))
            return {Outcome::bad, "there is no such message"};
        for ([[maybe_unused]] const auto place : places(copy.set, copy.uid))
            inbox_.add();
        return {Outcome::ok, "copied"};
    }
    End act(const imap::Expunge&) {
        std::erase_if(inbox_.uids, [this](std::uint32_t uid) {
            return inbox_.deleted.contains(uid);
        });
        return {Outcome::ok, "expunged"};
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
