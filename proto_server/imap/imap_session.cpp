#include "proto_server/imap/imap_session.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/imap/response_code.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace imap_server {
namespace {

template<class T, class... Others>
constexpr bool one_of = (std::is_same_v<T, Others> || ...);

template<class T>
constexpr bool in_any_state =
    one_of<T, imap::Capability, imap::Noop, imap::Logout, imap::Id>;
template<class T>
constexpr bool before_login =
    one_of<T, imap::StartTls, imap::Login, imap::Authenticate>;
template<class T>
constexpr bool in_a_mailbox =
    one_of<T, imap::Check, imap::Close, imap::Unselect, imap::Expunge,
           imap::Search, imap::Fetch, imap::Store, imap::Copy, imap::Move>;

/// RFC 3501 §7.4.1: the numbers in an answer to these mean what they meant in
/// the command. With UIDs there is no such doubt.
bool may_expunge(const imap::Command& command) {
    return std::visit(
        []<class T>(const T& known) {
            if constexpr (one_of<T, imap::Fetch, imap::Store, imap::Search>)
                return known.uid;
            else
                return true;
        },
        command);
}

} // namespace

ImapSession::ImapSession(Login& login, ImapOptions options,
                         std::string_view greeting, std::string from,
                         ImapTls tls)
    : tls_(tls), options_(options), login_(login), greeting_(greeting),
      from_(std::move(from)) {
    reader_.ask(held_);
}

void ImapSession::start(Clock::time_point now) {
    last_heard_ = last_sign_ = now;
    say(imap::Untagged{imap::Untagged::Kind::ok,
                       imap::capability_code(capabilities()),
                       std::string(greeting_)});
}

// [receive]
std::size_t ImapSession::receive(std::string_view bytes,
                                 Clock::time_point now) {
    if (finished() || wants_tls()) return bytes.size(); // thrown away
    if (answering() || pending_login_ || output().size() >= limits::output)
        return 0;
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
    if (!answering() && output().empty() && reader_.held() == 0)
        held_.give_back(); // the client has taken all
    if (pending_login_) finish_login(now);
    if (pending_login_) return false; // it wakes us
    const bool cut_off = idling_ && cut_off_;
    if (!answering() && !cut_off) return false;
    if (waiting()) {
        awaited_->wake = true;
        return false;
    }
    if (output().size() >= limits::output) return true;
    // A client that takes what it has asked for is not silent.
    if (answering()) last_heard_ = now;
    if (work_) do_work();
    if (!work_ && !finished() && output().size() < limits::output &&
        tell_news(cut_off || may_expunge_) && ending_ && !finished())
        say_ending();
    return !finished() && (answering() || (idling_ && cut_off_));
}

/// Does one portion. To take a result that is there already is none.
void ImapSession::do_work() {
    bool is_done = false;
    while (work_ && !waiting() && (awaited_ || !is_done)) {
        is_done = is_done || !awaited_;
        awaited_.reset();
        auto work = std::exchange(work_, nullptr); // it may set another
        if (work() && !finished()) work_ = std::move(work);
    }
}

void ImapSession::say_ending() {
    const auto ending = *std::exchange(ending_, {});
    if (ending.tag == "*")
        say(imap::Untagged{imap::Untagged::Kind::bad, ending.code,
                           ending.text});
    else
        say(ending);
    if (std::exchange(tls_after_, false)) want_tls();
    if (!bye_after_.empty()) say_bye(bye_after_);
}
// [/go-on]

void ImapSession::tick(Clock::time_point now) {
    if (finished()) return;
    if (now >= ends_)
        return say_bye("the token has expired; log in with a new one");
    if (now - last_heard_ >= options_.autologout && !waiting()) {
        say_bye("heard nothing for " +
                std::to_string(options_.autologout.count()) + " seconds");
        return;
    }
    const bool due = options_.keepalive.count() > 0 &&
                     now - last_sign_ >= options_.keepalive;
    if (idling_ && due && output().empty()) {
        say(imap::Untagged{imap::Untagged::Kind::ok, {}, "Still here"});
        last_sign_ = now;
    }
}

// [push]
void ImapSession::mailbox_changed() {
    if (finished() || !selected_ || awaited_)
        return; // the news come before the end
    if (selected_->mailbox->gone()) return say_bye("the mailbox was deleted");
    if (idling_ && output().empty()) tell_news(true);
}
// [/push]

void ImapSession::say_bye(std::string_view why) {
    if (finished()) return;
    work_ = nullptr; // it holds mailboxes
    awaited_.reset();
    ending_.reset();
    say(imap::Untagged{imap::Untagged::Kind::bye,
                       {},
                       why.empty() ? "goodbye" : std::string(why)});
    finish();
}

void ImapSession::answer(const imap::RequestReader::Event& event) {
    using enum imap::RequestReader::Event::Kind;
    may_expunge_ = idling_; // until the command is known
    switch (event.kind) {
    case go_ahead:
        return say(imap::Continuation{"go ahead"});
    case line:
        return answer_line(event.text);
    case rejected:
        if (idling_) return end_idle({});
        if (challenged_) {
            end_challenge();
            bad("the response is too long");
            return limit_failures();
        }
        tag_ = event.tag;
        if (event.endless) end_with_bye("nobody waits for that literal");
        if (const auto code = code_of(event.limit))
            return no(std::string(event.text), code);
        return bad(std::string(event.text));
    case request:
        break;
    }
    auto parsed = imap::parse_request(event.text);
    reader_.let_go();
    if (parsed) return answer(*std::move(parsed));
    tag_ = parsed.error().tag;
    bad(parsed.error().what);
}

void ImapSession::answer(imap::Request request) {
    tag_ = std::move(request.tag);
    may_expunge_ = may_expunge(request.command);
    std::visit(
        [this]<class T>(T& command) {
            const bool in = account_ != nullptr;
            if (before_login<T> && in)
                bad("already logged in");
            else if (!in_any_state<T> && !before_login<T> && !in)
                bad("log in first");
            else if (in_a_mailbox<T> && !selected_)
                bad("select a mailbox first");
            else
                answer(std::move(command)); // a message may be large
        },
        request.command);
}

void ImapSession::answer_line(std::string_view line) {
    if (idling_)
        end_idle(line);
    else
        answer_challenge(line);
}

/// Returns true when all is told. The rest is told when there is room again.
bool ImapSession::tell_news(bool may_expunge) {
    cut_off_ = false;
    if (!selected_) return true;
    if (selected_->mailbox->gone()) {
        say_bye("the mailbox was deleted");
        return true;
    }
    selected_->view.look();
    if (selected_->keywords != selected_->mailbox->keywords().size())
        say_flags();
    while (output().size() < limits::output) {
        const auto news = selected_->view.next(may_expunge);
        if (!news) return true;
        say(*news);
    }
    cut_off_ = true;
    return false;
}
void ImapSession::end(imap::Outcome outcome, std::string text,
                      std::optional<imap::Code> code) {
    // Quoted strings alone are UTF-8 where only UTF8=ACCEPT was enabled.
    if (!rev2_) std::replace_if(text.begin(), text.end(), imap::is_8bit, '?');
    ending_ = imap::Tagged{tag_, outcome, std::move(code), std::move(text)};
}

void ImapSession::fail_command(std::string code, std::string text) {
    ending_ = imap::Tagged{tag_, imap::Outcome::no,
                           imap::Code{std::move(code), {}}, std::move(text)};
}

void ImapSession::ok(std::string text, std::optional<imap::Code> code) {
    end(imap::Outcome::ok, std::move(text), std::move(code));
}

void ImapSession::no(std::string text, std::optional<imap::Code> code) {
    end(imap::Outcome::no, std::move(text), std::move(code));
}

void ImapSession::no(const mail::Failure& failure) {
    no(failure.what, code_of(failure));
}

void ImapSession::bad(std::string text) {
    end(imap::Outcome::bad, std::move(text));
}

void ImapSession::say(const imap::Response& response) {
    Session::say(print(response, utf8()));
}

void ImapSession::work_on(Numbers numbers,
                          std::function<void(std::uint32_t)> one) {
    work_ = [numbers = std::move(numbers), one = std::move(one),
             next = std::size_t{0}]() mutable {
        if (next < numbers.size()) one(numbers[next++]);
        return next < numbers.size();
    };
}

} // namespace imap_server
