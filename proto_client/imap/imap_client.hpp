#pragma once

#include "common/imap/responses/response_reader.hpp"
#include "common/session.hpp"
#include "proto_client/imap/exchange.hpp"
#include "proto_client/imap/imap_events.hpp"
#include "proto_client/imap/known.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace imap_client {

// How the IMAP client works
// =========================
//
// A command is an Exchange. It is in `waiting_` until it may be sent, and then
// in `in_flight_` until the reply with its tag has come. The caller says what
// it wants by send() and make_room(). Both call advance(), and so does
// receive() after each response: advance() alone decides what is sent now. So
// handlers may call everything, in any order.
//
// A response takes these steps (imap_client_hears.cpp):
// 1. ResponseReader cuts it out of the stream, and parse_response() reads it.
// 2. Untagged data changes what is known of the server (`Known`).
// 3. It is offered to the exchanges in flight, the oldest first. The first that
//    has asked for it takes it.
// 4. What none has taken is told as an event, at once.
// 5. A tagged reply ends the exchange with its tag, in whatever order they
//    come. A `+` is for the exchange that was sent last.
//
// Invariants:
// - Nothing is sent behind a command that waits for a `+` or that must be
//   alone. So a `+` can only be meant for the last one.
// - Each exchange's ended() is called once: with the reply, or with the reason
//   why there is none. The exchange is destroyed right after it, or when the
//   handler that ended it has returned.
// - Between two calls nothing is held but the commands of the caller, the data
//   that they asked for, and one unfinished response. All have limits.
//
// Why not collect all data until the next tagged reply? Because the tagged
// reply to IDLE comes half an hour later, and news would wait for it.

/// The commands that any caller may send as they are. Each of the others
/// changes the conversation itself, and has an Exchange of its own for that.
using PlainCommand =
    std::variant<imap::Capability, imap::Noop, imap::Id, imap::Enable,
                 imap::Create, imap::Delete, imap::Rename, imap::Subscribe,
                 imap::Unsubscribe, imap::List, imap::Lsub, imap::Namespace,
                 imap::Status, imap::Append, imap::Check, imap::Expunge,
                 imap::Search, imap::Fetch, imap::Store, imap::Copy,
                 imap::Move>;

/// The client's end of a conversation in IMAP.
class ImapClient : public Session {
public:
    /// `events` outlives the client. Its handlers, and those of the commands,
    /// may call everything here, but must not destroy the client.
    explicit ImapClient(ImapEvents& events,
                        imap::ResponseLimits limits = limits::without_bodies)
        : events_(events), reader_(limits) {}

    /// Names a command that was sent or waits to be sent; 0 names none.
    using Handle = std::uint32_t;

    /// Sends the command as soon as it may be sent. It is refused at once if
    /// the state of the conversation does not allow it, if the server does not
    /// offer it, or if too many wait: then the handler is called with the
    /// reason, and 0 is returned.
    Handle send(std::unique_ptr<Exchange> exchange);
    Handle send(PlainCommand command, OnResult on_result);

    /// The caller goes away: the command goes on, and no handler of it is
    /// called any more. A command that has ended may be forgotten, too.
    void forget(Handle handle);

    /// Asks all commands to end soon. IDLE says DONE as soon as it may.
    void make_room();

    const Known& known() const { return known_; }

    void start(Clock::time_point now) override { last_heard_ = now; }
    std::size_t receive(std::string_view bytes, Clock::time_point now) override;
    void tick(Clock::time_point now) override;

    /// Leaves idling and says LOGOUT. The client is finished when that is
    /// answered, or after `limits::goodbye`. Commands that were not yet sent
    /// are not sent any more.
    void say_bye(std::string_view why) override;

    void tls_started() override;

    /// Ends the conversation without a word to the server. Each command's
    /// handler is called with the reason.
    void hang_up(std::string why);

    /// The connection has ended: hangs up, if the conversation is not over.
    void connection_lost(std::string_view why) { hang_up(std::string(why)); }

    /// Returns the reason why the conversation has ended; empty while it goes
    /// on, and after a proper goodbye.
    const std::string& why() const { return why_; }

    /// Returns the time when the last octets came.
    Clock::time_point last_heard() const { return last_heard_; }

    /// Returns how many octets of an unfinished response are held.
    std::size_t held() const { return reader_.held(); }

private:
    struct Command {
        std::unique_ptr<Exchange> exchange;
        Handle handle = 0;
        std::optional<Clock::time_point> silent_since = {};
        std::optional<Clock::time_point> sent_since = {};
    };

    // imap_client.cpp: what is sent, and when
    void advance();
    bool may_send(const Exchange& next) const;
    void send_next();
    imap::RequestStyle style() const;
    bool is_late(Command& command, Clock::time_point now);
    void end_all(std::vector<Command> commands, const std::string& why);

    // imap_client_hears.cpp: what has come
    void hear(const imap::ResponseReader::Event& event);
    void greet(const imap::Response& response);
    void handle(imap::Tagged& reply);
    void handle(const imap::Continuation& go);
    void handle_data(imap::Response& data);
    bool note_gone(const imap::Response& data);
    void note(const imap::Untagged& status);
    void note(const imap::Code& code);
    void note(const imap::CapabilityData& data);
    void note(const imap::Exists& data);
    void note(const imap::FetchData& data);
    template<class Other>
    void note(const Other&) {}
    void leave_mailbox();
    void tell(const imap::Response& data);
    void trouble(const std::string& text);

    ImapEvents& events_;
    imap::ResponseReader reader_;
    Known known_;
    std::vector<Command> waiting_;   ///< not yet sent, in order
    std::vector<Command> in_flight_; ///< the oldest first
    std::vector<Command> over_; ///< kept until their handlers have returned
    std::optional<Clock::time_point> greeting_since_, goodbye_since_;
    Clock::time_point last_heard_{};
    std::string why_;
    Handle last_handle_ = 0;
    std::uint32_t last_tag_ = 0;
    int troubles_ = 0;
    bool quitting_ = false;
    bool hearing_ = false; ///< a response is being handled
};

} // namespace imap_client
