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

/// The client's end of a conversation in the toy protocol.
///
/// While a server lets a client idle, `done` is all the client may say. The
/// caller need not know: a command leaves idling first, and when it is
/// answered idling goes on. So nobody can lock the two ends up by doing two
/// things at once.
///
/// The toy's replies bear no tag. What a reply answers is known only by its
/// place, so nothing is sent behind `idle` or `done` until that is answered.
class ToyClient : public Session {
public:
    /// What a caller may send; the rest is said by the client itself.
    using Request = std::variant<toy::Count, toy::Read, toy::Post, toy::Noop>;

    /// The server's reply; or why there will be none.
    using Result = tl::expected<toy::Reply, std::string>;
    using OnReply = std::function<void(const Result&)>;

    /// `events` outlives the client. From every handler all may be called, but
    /// the client may not be destroyed.
    explicit ToyClient(ToyEvents& events) : events_(events) {}

    /// Sends `request` as soon as it may be sent. Replies come in the order of
    /// the requests. A request that is no line of the toy, or comes when all
    /// is over, is told so at once.
    void send(const Request& request, OnReply on_reply);

    /// Idles whenever no request is under way, until `unsubscribe()`.
    void subscribe();
    void unsubscribe();

    void start(Clock::time_point now) override;
    std::size_t receive(std::string_view bytes, Clock::time_point now) override;
    void tick(Clock::time_point now) override;

    /// Leaves idling, says quit, and is finished when that is answered or
    /// `client_limits::goodbye` has passed. What was not yet sent never is.
    void say_bye(std::string_view why) override;

    /// Ends it without a word to the server. Every request under way hears why.
    void hang_up(std::string why);

    /// The connection has ended: the same, if it was not all over before.
    void connection_lost(std::string_view why) { hang_up(std::string(why)); }

    /// Why it ended; empty as long as it has not, or after a proper goodbye.
    const std::string& why() const { return why_; }

    /// Since when the server may speak first; nothing when it may not.
    std::optional<Clock::time_point> idling_since() const;

    /// When the last line came, whatever it was.
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
    framing::Framer framer_{toy::max_line};
    std::deque<WaitingRequest> waiting_; ///< requests not yet sent
    std::deque<OnReply> in_flight_;      ///< of requests sent, in order
    std::optional<Clock::time_point> awaiting_since_;
    Clock::time_point last_heard_{};
    Clock::time_point idling_since_{};
    std::string why_;
    int troubles_ = 0;
    Phase phase_ = Phase::greeting;
    bool subscribed_ = false; ///< the caller's wish
    bool quit_wanted_ = false;
    bool maybe_out_of_step_ = false; ///< the server may see idling otherwise
    bool in_handler_ = false;        ///< a line; a handler may be running
};
