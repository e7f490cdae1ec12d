#pragma once

#include "proto_client/toy/toy_client.hpp"
#include "proto_client/watch/back_off.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// Tells every new message once and in order, over as many connections as it
/// takes.
///
/// It knows the number of the last message it has told. That is all it needs:
/// `* new 7` and the reply to `count` say the same thing, how many messages
/// there are now, and it reads those it has not told. (Numbers are enough
/// only because the toy's messages never go away.)
///
/// It has no socket. The caller connects when `connect_at()` says so, and
/// reports what became of that.
class Watch : public ToyEvents {
public:
    struct Options {
        /// Idling is left and entered again so often; at most
        /// `toy::max_rearm`.
        std::chrono::seconds rearm = toy::default_rearm;
        /// The first message to be told, 1 or more; without it those that
        /// come from now on.
        std::optional<std::uint32_t> from;
    };

    /// Hears what happens.
    class Listener {
    public:
        virtual ~Listener() = default;
        virtual void message(std::uint32_t number, std::string_view text) = 0;
        /// The server has greeted us; it has so many messages.
        virtual void connected(std::uint32_t /*messages*/) {}
        /// There is no connection, and there will be one attempt more.
        virtual void disconnected(std::string_view /*why*/,
                                  Clock::duration /*retry_in*/) {}
        /// Something is odd; we live with it.
        virtual void trouble(std::string_view /*text*/) {}
    };

    /// `listener` outlives the watch. `random` makes the waits uneven.
    Watch(Options options, Listener& listener, Random random)
        : options_(options), listener_(listener), back_off_(std::move(random)) {
    }

    /// When to connect: now, if that has passed. Nothing when there is a
    /// connection, and after `stop()`.
    std::optional<Clock::time_point> connect_at() const { return connect_at_; }

    /// There is a connection: returns its session, which the watch uses until
    /// `lost()`. The watch outlives it.
    std::unique_ptr<ToyClient> connected();

    /// The connection has ended, or there could be none.
    void lost(std::string_view why, Clock::time_point now);

    /// Time has passed. Call it about once a second.
    void tick(Clock::time_point now);

    /// The machine has slept: whatever connection there is, is dead.
    void slept(Clock::time_point now);

    /// Says goodbye; nothing more is told, and nothing more is tried.
    void stop();

private:
    void on_hello(const toy::Hello& hello) override;
    void on_new(const toy::New& event) override;
    void on_idling() override;
    void on_unsubscribed(std::string_view why) override;
    void on_trouble(std::string_view text) override;

    void begin_counting(std::uint32_t messages);
    void learn(std::uint32_t messages);
    void read_more();
    void take(std::uint32_t number, const ToyClient::Outcome& outcome);
    void skip(std::uint32_t number, const toy::Reply& reply);
    void keep_idling(Clock::time_point now);
    void ask_again();
    std::uint32_t count_in(const toy::Reply& reply);

    Options options_;
    Listener& listener_;
    BackOff back_off_;
    ToyClient* client_ = nullptr; ///< of the connection, if there is one
    std::optional<Clock::time_point> connect_at_{Clock::time_point{}};
    std::optional<Clock::time_point> idling_from_;  ///< re-arms not counted
    std::optional<Clock::time_point> ask_again_at_; ///< we may not idle
    std::optional<std::uint32_t> told_; ///< the last message, once we know
    std::uint32_t asked_ = 0;           ///< the last message asked for
    std::uint32_t known_ = 0;           ///< messages there are
    int missing_in_a_row_ = 0;
    bool counting_ = false; ///< on this connection; the numbers are its own
    bool stopped_ = false;
};
