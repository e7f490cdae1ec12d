#include "proto_server/imap/imap_session.hpp"

#include "proto_server/imap/capabilities.hpp"

#include <utility>

namespace imap_server {

void ImapSession::start(Clock::time_point now) {
    last_heard_ = last_sign_ = now;
    say(imap::Untagged{imap::Untagged::Kind::ok,
                       imap::capability_code(capabilities()),
                       service().greeting});
}

std::vector<std::string> ImapSession::capabilities() const {
    return entry_ ? entry_->capabilities() : capabilities_at_home(service());
}

// [receive]
std::size_t ImapSession::receive(std::string_view bytes,
                                 Clock::time_point now) {
    if (finished() || wants_tls()) return bytes.size(); // thrown away
    if (answer_ || !has_room()) return 0;
    reader_.expect_lines(entry_ ? entry_->challenged() : idling());
    auto rest = bytes;
    if (const auto event = reader_.next(rest)) {
        last_heard_ = last_sign_ = now;
        answer(*event);
    }
    return finished() ? bytes.size() : bytes.size() - rest.size();
}
// [/receive]

// [go-on]
bool ImapSession::go_on(Clock::time_point now) {
    if (finished()) return false;
    if (!answer_ && output().empty() && reader_.held() == 0)
        held.give_back();                 // the client has taken all
    if (!finish_login(now)) return false; // its result wakes us
    const bool idle_news = cut_off();
    if (!answer_ && !idle_news) return false;
    if (answer_ && answer_->waits()) {
        answer_->wake_when_filled();
        return false;
    }
    if (!has_room()) return true;
    if (answer_) {
        last_heard_ = now; // who takes what he has asked for is not silent
        answer_->do_portion();
        if (answer_->leaves_mailbox()) home_->leave_mailbox();
        if (answer_->has_work() || !has_room()) return true;
    }
    const bool may_expunge = idle_news || answer_->may_expunge();
    if (tell_news(may_expunge) && answer_) end_answer();
    return !finished() && (answer_ || cut_off());
}

void ImapSession::end_answer() {
    const auto answer = std::move(answer_);
    answer->say_end();
    if (answer->tls_follows()) want_tls();
    if (!answer->bye().empty()) say_bye(answer->bye());
}
// [/go-on]

/// Returns false while the client waits for the result of its login.
bool ImapSession::finish_login(Clock::time_point now) {
    if (!entry_ || !entry_->has_login()) return true;
    const auto client = entry_->take_result(now - last_heard_, *answer_);
    if (client) {
        let_in(*client);
        return true;
    }
    const bool waits = entry_->has_login();
    drop_if_put_off();
    return !waits;
}

/// The first state ends.
void ImapSession::let_in(const LoggedIn& client) {
    home_.emplace(client.account);
    held.use(client.budget);
    entry_.reset();
    if (client.time_left) ends_ = last_heard_ + *client.time_left;
    reader_.allow_messages(true);
    answer_->work(home_->sweep());
    answer_->ok("logged in", imap::capability_code(capabilities()));
}

void ImapSession::tls_started() {
    Session::tls_started();
    if (entry_) entry_->tls_started();
}

Session::Standing ImapSession::standing() const {
    if (!entry_) return Standing::known;
    return entry_->in_check() ? Standing::in_check : Standing::unknown;
}

void ImapSession::tick(Clock::time_point now) {
    if (finished()) return;
    if (now >= ends_)
        return say_bye("the token has expired; log in with a new one");
    const auto& options = service().options;
    const bool waits = answer_ && answer_->waits();
    if (now - last_heard_ >= options.autologout && !waits) {
        say_bye("heard nothing for " +
                std::to_string(options.autologout.count()) + " seconds");
        return;
    }
    const bool due =
        options.keepalive.count() > 0 && now - last_sign_ >= options.keepalive;
    if (idling() && due && output().empty()) {
        say(imap::Untagged{imap::Untagged::Kind::ok, {}, "Still here"});
        last_sign_ = now;
    }
}

// [push]
void ImapSession::mailbox_changed() {
    if (finished() || !selected()) return;
    if (answer_ && answer_->has_ticket()) return; // news come before the end
    if (selected()->gone()) return say_bye("the mailbox was deleted");
    if (idling() && output().empty()) tell_news(true);
}
// [/push]

/// Returns true when all is told. The rest is told when there is room again.
bool ImapSession::tell_news(bool may_expunge) {
    auto* mailbox = selected();
    if (!mailbox) return true;
    if (mailbox->gone()) {
        say_bye("the mailbox was deleted");
        return true;
    }
    return mailbox->tell_news(*this, may_expunge);
}

void ImapSession::say_bye(std::string_view why) {
    if (finished()) return;
    answer_.reset(); // its work holds mailboxes
    say(imap::Untagged{imap::Untagged::Kind::bye,
                       {},
                       why.empty() ? "goodbye" : std::string(why)});
    finish();
}

} // namespace imap_server
