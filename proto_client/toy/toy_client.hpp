#pragma once

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "common/toy/server_line.hpp"
#include "proto_client/toy/toy_events.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

namespace toy_client {

// How the toy's client works
// ==========================
//
// A client is in one of six phases:
//   greeting  The server has not greeted yet. `* hello` leads to free.
//   free      Requests may be sent, up to limits::in_flight at once.
//   entering  `idle` is sent. `+` leads to idling, a reply (a refusal) to free.
//   idling    The server may tell news. Our `done` leads to leaving. A reply
//             that is ok or no is the server's own end of idling: to free.
//   leaving   `done` is sent. Its reply leads to free.
//   quitting  `quit` is sent. Its reply ends the conversation.
//
// The caller says what it wants by send(), subscribe(), unsubscribe() and
// say_bye(). None of them says anything to the server. Each calls advance(),
// and so does receive() after each line: advance() alone decides what may be
// said in this phase. So handlers may call all of them, in any order.
//
// While a client idles, `done` is all that it may say. The caller need not know
// that: advance() leaves idling for a request, and idles again when all
// requests are answered. So doing two things at once cannot lock up both ends.
//
// Invariants:
// - Requests are in flight only in the phase free; in the others a reply can
//   only belong to `idle`, `done` or `quit`. (Replies have no tag.)
// - Nothing is said behind `idle`, `done` or `quit` before it is answered.
// - Each request's handler is called once: with the reply, or with the reason
//   why there is none.
//
// Why not say `done`, a request and `idle` in one go? If the server has just
// ended idling by itself, that reply would be taken for the one to `done`, and
// each reply after it for that of another request.

/// The client's end of a conversation in the toy protocol.
class ToyClient : public Session {
public:
    /// The commands that a caller may send. The client says the others itself.
    using Request = std::variant<toy::Count, toy::Read, toy::Post, toy::Noop>;

    /// The server's reply, or the reason why there is none.
    using Result = tl::expected<toy::Reply, std::string>;
    using OnReply = std::function<void(const Result&)>;

    /// `events` outlives the client. Its handlers may call everything here, but
    /// must not destroy the client.
    explicit ToyClient(ToyEvents& events) : events_(events) {}

    /// Sends `request` as soon as it may be sent. Replies come in the order of
    /// the requests. If `request` is no line of the toy, or the conversation is
    /// over, `on_reply` is called at once with the reason.
    void send(const Request& request, OnReply on_reply);

    /// Idles whenever there is no request to answer, until `unsubscribe()`.
    void subscribe();
    void unsubscribe();

    void start(Clock::time_point now) override;
    std::size_t receive(std::string_view bytes, Clock::time_point now) override;
    void tick(Clock::time_point now) override;

    /// Leaves idling and says `quit`. The client is finished when that is
    /// answered, or after `client::limits::goodbye`. Requests that were not yet
    /// sent are not sent any more.
    void say_bye(std::string_view why) override;

    /// Ends the conversation without a word to the server. The handler of every
    /// request without a reply is called with the reason.
    void hang_up(std::string why);

    /// The connection has ended: hangs up, if the conversation is not over.
    void connection_lost(std::string_view why) { hang_up(std::string(why)); }

    /// Returns the reason why the conversation has ended; empty while it goes
    /// on, and after a proper goodbye.
    const std::string& why() const { return why_; }

    /// Returns the time when idling began; nothing while the client does not
    /// idle.
    std::optional<Clock::time_point> idling_since() const;

    /// Returns the time when the last line came, whatever it was.
    Clock::time_point last_heard() const { return last_heard_; }

private:
    enum class Phase : std::uint8_t {
        greeting, ///< `* hello` has not come
        free,     ///< requests may be sent
        entering, ///< `idle` is sent, `+` has not come
        idling,
        leaving, ///< `done` is sent, its reply has not come
        quitting ///< `quit` is sent, its reply has not come
    };
    struct WaitingRequest {
        std::string line;
        OnReply on_reply;
    };

    void receive_line(const framing::Frame& frame);
    void greet(const framing::Frame& frame);
    void handle(const toy::Hello& hello);
    void handle(const toy::New& event);
    void handle(const toy::StillHere& event);
    void handle(const toy::Bye& bye);
    void handle(const toy::OtherEvent& event);
    void handle(const toy::GoAhead& go);
    void handle(const toy::Reply& reply);
    void answer_request(const toy::Reply& reply);
    void stop_idling(const std::string& why);

    void advance();
    bool wants_to_speak() const;
    bool awaits_something() const;
    void enter(Phase phase);
    void say_line(std::string_view line);
    void trouble(const std::string& text);

    ToyEvents& events_;
    framing::Framer framer_{toy::limits::line};
    std::deque<WaitingRequest> waiting_; ///< requests not yet sent
    std::deque<OnReply> in_flight_;      ///< sent and not answered
    std::optional<Clock::time_point> awaiting_since_;
    Clock::time_point last_heard_{};
    Clock::time_point idling_since_{};
    std::string why_;
    int troubles_ = 0;
    Phase phase_ = Phase::greeting;
    bool subscribed_ = false; ///< the caller wants to idle
    bool quit_wanted_ = false;
    bool maybe_out_of_step_ = false; ///< a bad may answer our done
    bool in_handler_ = false;        ///< a line is being handled
};

} // namespace toy_client
