// The half of ImapNews that comes in and waits.
#include "proto_client/imap/imap_news.hpp"

#include "common/imap/text/writer.hpp"
#include "proto_client/imap/fetch.hpp"
#include "proto_client/imap/idle.hpp"
#include "proto_client/imap/refused.hpp"
#include "proto_client/imap/select.hpp"

#include <utility>

namespace imap_client {

using enum watch::Refusal::Kind;

void ImapNews::on_greeting(bool) {
    enter(*client_, options_.entry, [this](const Entered& entered) {
        if (!entered)
            return give_up(entered.error().why, entered.error().refusal);
        open();
    });
}

/// EXAMINE changes nothing in the mailbox.
void ImapNews::open() {
    client_->send(std::make_unique<Select>(
        options_.mailbox, true, [this](const Result& result) {
            if (ended_without(result)) return;
            if (!result->ok())
                return give_up(
                    "mailbox refused: " + words_of(result->end),
                    read_refusal(result->end.code, result->end.text, set_up));
            owner_.ready(client_->known().view.count());
        }));
}

void ImapNews::give_up(std::string why, watch::Refusal refusal) {
    refusal_ = refusal;
    client_->hang_up(std::move(why));
}

/// A BYE instead of a greeting means that the server has enough of us.
void ImapNews::on_bye(const imap::Untagged& bye) {
    const bool greeted = client_->known().state != Known::State::greeting;
    const auto said = read_refusal(bye.code, bye.text, greeted ? none : crowd);
    if (refusal_.kind == none) refusal_ = said;
}

/// An ALERT must be shown to the user (RFC 3501 §7.1). After CLOSED nothing of
/// the mailbox is told any more (RFC 7162 §3.2.11).
void ImapNews::on_text(const imap::Untagged& text) {
    if (!text.code) return;
    if (text.code->name == "ALERT")
        owner_.trouble("the server says: " + text.text);
    if (text.code->name == "CLOSED" && !client_->known().opening)
        client_->hang_up("the server has closed the mailbox: " + text.text);
}

/// True if there will be no more of this conversation. A command that could not
/// be sent ends it, too: its answer would be missing.
bool ImapNews::ended_without(const Result& result) {
    if (!result) client_->hang_up(result.error());
    return client_->finished();
}

// [exists]
/// The number says nothing: messages may have gone, too. So whoever waits asks
/// what is new.
void ImapNews::on_exists(std::uint32_t) {
    may_be_new_ = true;
    if (!waiting_) return;
    mute_ = polling_;
    waiting_ = false;
    owner_.nudged();
}
// [/exists]

namespace {

/// `\Flagged \Seen`
std::string names_of(const imap::Flags& flags) {
    imap::Writer out;
    write(out, flags);
    const auto list = out.take();
    return list.substr(1, list.size() - 2);
}

} // namespace

void ImapNews::on_gone(std::optional<Uid> uid) {
    owner_.changed(
        {.number = uid.value_or(0), .text = {}, .event = Event::gone});
}

void ImapNews::on_flags(std::optional<Uid> uid, const imap::Flags& flags) {
    const auto names = names_of(flags);
    owner_.changed(
        {.number = uid.value_or(0), .text = names, .event = Event::flags});
}

// [wait]
/// Messages that came while we asked would not be pushed again.
void ImapNews::wait() {
    if (may_be_new_) return owner_.nudged();
    waiting_ = true;
    if (no_idle_ || !client_->known().offers("IDLE"))
        return owner_.waiting(false);
    if (std::exchange(idle_sent_, true)) return;
    client_->send(
        std::make_unique<Idle>([this] { owner_.waiting(!mute_); },
                               [this](const Result& result, bool asked) {
                                   idle_ended(result, asked);
                               }));
}
// [/wait]

// [idle-ended]
void ImapNews::idle_ended(const Result& result, bool asked) {
    idle_sent_ = false;
    if (ended_without(result)) return;
    if (asked) {
        ended_idles_ = 0;
        return;
    }
    no_idle_ = !result->ok() || ++ended_idles_ == limits::ended_idles;
    owner_.trouble(
        "the server has ended idling: " + words_of(result->end) +
        (no_idle_ ? "; from now on it is asked again and again" : ""));
    if (waiting_) rearm();
}
// [/idle-ended]

// [rearm]
/// NOOP makes IDLE say DONE first. It brings news even from a server that lets
/// us idle and says nothing.
void ImapNews::rearm() {
    polling_ = true;
    client_->send(imap::Noop{}, [this](const Result& result) {
        polling_ = false;
        if (!ended_without(result) && waiting_) look();
    });
}

/// Looks whether there is a message above the last: then that is a nudge, too.
/// A server that refuses this may still push.
void ImapNews::look() {
    if (last_ == UINT32_MAX) return wait();
    polling_ = true;
    client_->send(std::make_unique<Fetch>(
        imap::SequenceSet{{{last_ + 1, imap::SequenceSet::star}}},
        std::vector<imap::FetchItem>{{imap::FetchItem::Kind::uid}},
        [this](Uid found, const auto&) {
            if (waiting_ && found > last_) may_be_new_ = true;
        },
        [this](const Result& result) {
            polling_ = false;
            if (ended_without(result) || !waiting_) return;
            if (may_be_new_) mute_ = true;
            wait();
        }));
}
// [/rearm]

} // namespace imap_client
