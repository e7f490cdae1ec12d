// The half of ImapClient that understands what has come.
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "proto_client/imap/imap_client.hpp"

#include <algorithm>
#include <utility>

namespace imap_client {

using State = Known::State;
using enum imap::Untagged::Kind;

namespace {

/// Returns what a stranger wrote, so that it may be shown on a terminal.
std::string in_quotes(std::string_view text) {
    std::string result = "\"";
    for (const char c : text.substr(0, limits::shown_octets))
        result += imap::is_control(c) || imap::is_8bit(c) ? '?' : c;
    return result + (text.size() > limits::shown_octets ? "...\"" : "\"");
}

/// Reads the UIDs of `VANISHED (EARLIER) 41,43:45` (RFC 7162 §3.2.10). Returns
/// nothing for another response.
std::optional<tl::expected<imap::SequenceSet, imap::ParseError>>
read_vanished(std::string_view text) {
    imap::Cursor in(text, imap::Cursor::Text::response);
    if (!in.eat_word("VANISHED")) return std::nullopt;
    in.space();
    if (in.eat('(')) {
        in.expect_word("EARLIER");
        in.expect(')');
        in.space();
    }
    auto uids = imap::read_sequence_set(in, imap::limits::response_ranges);
    in.expect_end();
    if (!in.ok()) return tl::make_unexpected(in.error());
    return uids;
}

} // namespace

// [receive]
std::size_t ImapClient::receive(std::string_view bytes, Clock::time_point now) {
    const auto offered = bytes.size();
    if (!bytes.empty()) last_heard_ = now;
    while (!finished()) {
        if (wants_tls() && !bytes.empty()) {
            hang_up("the server, or someone in between, has gone on in plain "
                    "text where TLS begins");
            break;
        }
        const auto event = reader_.next(bytes);
        if (!event) {
            // A long literal on its way is no silence. Half a line is: else
            // keepalives in small pieces would put off every deadline.
            if (reader_.in_literal() && !in_flight_.empty())
                in_flight_.front().silent_since.reset();
            break;
        }
        hearing_ = true;
        hear(*event);
        hearing_ = false;
        over_.clear();
        advance();
    }
    return offered;
}
// [/receive]

// [hear]
void ImapClient::hear(const imap::ResponseReader::Event& event) {
    if (event.kind == imap::ResponseReader::Event::Kind::too_big)
        return hang_up("the server has said too much at once");
    auto response = imap::parse_response(event.text);
    const bool greeted = known_.state != State::greeting;
    if (!response && !greeted)
        return hang_up("this is no IMAP server; it said " +
                       in_quotes(event.text));
    if (!response)
        return trouble(in_quotes(event.text) + ": " + response.error().what);
    if (!greeted) return greet(*response);
    if (auto* reply = std::get_if<imap::Tagged>(&*response))
        return handle(*reply);
    if (const auto* go = std::get_if<imap::Continuation>(&*response))
        return handle(*go);
    handle_data(*response);
}

// [data]
/// First the data changes what is known. Then it is for the command that has
/// asked for it, or it is an event.
void ImapClient::handle_data(imap::Response& data) {
    if (note_gone(data)) return;
    std::visit([this](const auto& one) { note(one); }, data);
    if (finished()) return;
    for (auto& command : in_flight_) {
        const bool taken = command.exchange->take(data);
        if (finished()) return;
        if (!taken) continue;
        command.silent_since.reset();
        if (command.exchange->holds_too_much())
            hang_up("the server answers one command with too much");
        return;
    }
    tell(data);
}
// [/data]

void ImapClient::handle(const imap::Continuation& go) {
    if (in_flight_.empty()) return trouble("a + that nobody waits for");
    auto& command = in_flight_.back();
    auto& exchange = *command.exchange;
    const auto more = exchange.go_ahead(go);
    if (!more) return trouble("a + that nobody waits for");
    if (finished()) return;
    command.silent_since.reset();
    say(*more);
}

void ImapClient::handle(imap::Tagged& reply) {
    const auto at = std::find_if(
        in_flight_.begin(), in_flight_.end(),
        [&](const auto& one) { return one.exchange->tag() == reply.tag; });
    if (at == in_flight_.end())
        return trouble("a reply that nobody waits for: " +
                       in_quotes(reply.tag + " " + reply.text));
    over_.push_back(std::move(*at));
    in_flight_.erase(at);
    auto& exchange = *over_.back().exchange;
    if (reply.code) note(*reply.code);
    exchange.ended(known_, Reply{std::move(reply), exchange.take_data()});
    if (std::exchange(known_.tls_granted, false) && !finished()) want_tls();
}
// [/hear]

void ImapClient::greet(const imap::Response& response) {
    const auto* first = std::get_if<imap::Untagged>(&response);
    if (first && first->kind == bye) {
        events_.on_bye(*first);
        return hang_up("the server has turned us away: " +
                       in_quotes(first->text));
    }
    if (!first || (first->kind != ok && first->kind != preauth))
        return hang_up("this is no IMAP server");
    const bool preauthenticated = first->kind == preauth;
    known_.state =
        preauthenticated ? State::authenticated : State::not_authenticated;
    if (first->code) note(*first->code);
    events_.on_greeting(preauthenticated);
}

void ImapClient::note(const imap::Untagged& status) {
    if (status.code) note(*status.code);
    if (status.kind != bye) return;
    events_.on_bye(status);
    if (!quitting_)
        hang_up("the server has said bye: " + in_quotes(status.text));
}

void ImapClient::note(const imap::Code& code) {
    const auto number = imap::number_of(code);
    if (code.name == "CAPABILITY")
        note(imap::CapabilityData{imap::capabilities_of(code)});
    else if (code.name == "CLOSED")
        leave_mailbox();
    else if (code.name == "UIDVALIDITY" && number)
        known_.uid_validity = *number;
}

/// Leaves the mailbox. While SELECT is in flight that is the one before (RFC
/// 7162 §3.2.11). At any other time the server has closed the mailbox by
/// itself.
void ImapClient::leave_mailbox() {
    known_.leave_mailbox();
    if (!known_.opening && known_.state == State::selected)
        known_.state = State::authenticated;
}

void ImapClient::note(const imap::CapabilityData& data) {
    auto& names = known_.capabilities.emplace();
    for (const auto& name : data.capabilities) names.insert(imap::upper(name));
}

void ImapClient::note(const imap::Exists& data) {
    known_.view.exists(data.messages);
}

void ImapClient::note(const imap::FetchData& data) {
    if (known_.opening) return;
    for (const auto& value : data.values) {
        const auto* uid = std::get_if<imap::Uid>(&value);
        if (uid && !known_.view.learn(data.number, uid->value))
            trouble("message " + std::to_string(data.number) +
                    " has another UID than before");
    }
}

/// Takes EXPUNGE and VANISHED, which no command asks for. Returns false if the
/// data is something else.
bool ImapClient::note_gone(const imap::Response& data) {
    const auto* expunged = std::get_if<imap::Expunged>(&data);
    if (expunged && !known_.opening)
        events_.on_gone(known_.view.expunged(expunged->number));
    const auto* other = std::get_if<imap::OtherData>(&data);
    if (!other) return expunged;
    const auto uids = read_vanished(other->text);
    if (!uids) return false;
    if (!*uids)
        trouble(in_quotes(other->text) + ": " + uids->error().what);
    else if (!known_.opening)
        for (const auto uid : known_.view.vanished(**uids))
            events_.on_gone(uid);
    return true;
}

/// Tells what nobody has asked for.
void ImapClient::tell(const imap::Response& data) {
    if (const auto* exists = std::get_if<imap::Exists>(&data))
        return events_.on_exists(exists->messages);
    if (const auto* status = std::get_if<imap::Untagged>(&data)) {
        if (status->kind != bye) events_.on_text(*status);
        return;
    }
    const auto* fetch = std::get_if<imap::FetchData>(&data);
    if (!fetch) return events_.on_other(data);
    for (const auto& value : fetch->values)
        if (const auto* flags = std::get_if<imap::Flags>(&value))
            events_.on_flags(known_.view.uid(fetch->number), *flags);
}

/// A server that talks nothing but nonsense would keep us busy for ever.
void ImapClient::trouble(const std::string& text) {
    events_.on_trouble(text);
    if (++troubles_ >= limits::troubles)
        hang_up("the server makes no sense; the last was " + text);
}

// [tls-started]
/// Forgets the capabilities that were told in plain text: they may be from
/// anybody (RFC 3501 §6.2.1).
void ImapClient::tls_started() {
    Session::tls_started();
    known_.capabilities.reset();
    advance();
}
// [/tls-started]

} // namespace imap_client
