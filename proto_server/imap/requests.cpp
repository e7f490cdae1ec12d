#include "proto_server/imap/imap_session.hpp"
#include "proto_server/imap/response_code.hpp"

#include <type_traits>
#include <utility>

namespace imap_server {

// This file leads a request to the state that answers it.

namespace {

template<class T, class... Others>
constexpr bool one_of = (std::is_same_v<T, Others> || ...);

template<class Command>
constexpr bool in_any_state =
    one_of<Command, imap::Capability, imap::Noop, imap::Logout, imap::Id>;

/// True if the command is allowed in the state: the state has a function for
/// it.
template<class State, class Command>
concept Answers = requires(State state, Command command, Answer& answer) {
    state.answer(std::move(command), answer);
};

// [may-expunge]
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
// [/may-expunge]

} // namespace

Answer& ImapSession::begin_answer(std::string tag, bool may_expunge) {
    answer_ =
        std::make_unique<Answer>(*this, home_ ? &home_->account() : nullptr,
                                 std::move(tag), may_expunge);
    return *answer_;
}

void ImapSession::drop_if_put_off() {
    if (answer_ && answer_->is_put_off()) answer_.reset();
}

void ImapSession::answer(const imap::RequestReader::Event& event) {
    using enum imap::RequestReader::Event::Kind;
    switch (event.kind) {
    case go_ahead:
        say(imap::Continuation{"go ahead"});
        break;
    case line:
        answer_line(event.text);
        break;
    case rejected:
        answer_rejected(event);
        break;
    case request:
        answer_request(event.text);
        break;
    }
    drop_if_put_off();
}

void ImapSession::answer_rejected(const imap::RequestReader::Event& event) {
    if (idling()) return answer_line({});
    if (entry_ && entry_->challenged())
        return entry_->refuse_long_line(
            begin_answer(entry_->end_challenge(), false));
    auto& answer = begin_answer(event.tag, false);
    if (event.endless) answer.end_with_bye("nobody waits for that literal");
    if (const auto code = code_of(event.limit))
        answer.no(std::string(event.text), code);
    else
        answer.bad(std::string(event.text));
}

// [answer-line]
/// Answers the line that goes on with an AUTHENTICATE or ends an IDLE. Any
/// other line than DONE ends the IDLE, too, since its answer must have a tag,
/// and only that of the IDLE is known.
void ImapSession::answer_line(std::string_view line) {
    if (entry_)
        return entry_->answer_line(
            line, begin_answer(entry_->end_challenge(), false));
    auto& answer = begin_answer(home_->end_idling(), true);
    if (imap::parse_done(line))
        answer.ok("IDLE terminated");
    else
        answer.bad("Expected DONE");
}
// [/answer-line]

void ImapSession::answer_request(std::string_view text) {
    auto parsed = imap::parse_request(text);
    reader_.let_go();
    if (!parsed)
        return begin_answer(parsed.error().tag, false).bad(parsed.error().what);
    begin_answer(std::move(parsed->tag), may_expunge(parsed->command));
    answer(std::move(parsed->command));
    if (idling()) tell_news(true);
}

void ImapSession::answer(imap::Command command) {
    std::visit(
        [this]<class T>(T& known) {
            if constexpr (in_any_state<T>) {
                answer(known);
            } else if constexpr (Answers<Entry, T>) {
                if (!entry_) return answer_->bad("already logged in");
                entry_->answer(known, *answer_);
            } else if constexpr (Answers<Home, T>) {
                if (!home_) return answer_->bad("log in first");
                home_->answer(std::move(known), *answer_); // it may be large
            } else {
                static_assert(Answers<Selected, T>);
                if (!home_) return answer_->bad("log in first");
                if (!selected()) return answer_->bad("select a mailbox first");
                selected()->answer(known, *answer_);
                if (answer_->leaves_mailbox()) home_->leave_mailbox();
            }
        },
        command);
}

} // namespace imap_server
