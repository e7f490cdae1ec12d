#pragma once

#include "common/transcript/live.hpp"
#include "proto_client/program/link.hpp"
#include "proto_client/program/news_sources.hpp"
#include "proto_client/program/position_file.hpp"
#include "proto_client/program/reach.hpp"
#include "proto_client/watch/watch.hpp"

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace client {

/// Everything that it takes to watch one mailbox, by whatever protocol.
struct MailboxSetup {
    Reach reach;
    watch::Watch::Times times;
    MakeSource make_source;
    std::optional<PositionFile> position = {}; ///< or it is not remembered
};

/// Watches one mailbox: gets the secret, connects, comes back, and stores how
/// far it has told.
class MailboxWatch : private Link::Owner, private watch::Watch::Observer {
public:
    class Owner {
    public:
        virtual ~Owner() = default;
        /// Returns false if the message could not be told, or is not to be
        /// told. Then it counts as new at the next start.
        virtual bool message(const watch::NewsSource::Message& message) = 0;
        virtual void connected(std::uint32_t messages) = 0;
        virtual void waiting(bool pushed) = 0;
        /// A message has other flags now, or is gone.
        virtual void changed(const watch::NewsSource::Message& /*message*/) {}
        virtual void disconnected(std::string_view why,
                                  Clock::duration retry_in) = 0;
        virtual void trouble(std::string_view text) = 0;
        /// It was told to stop, and has no connection any more.
        virtual void stopped() = 0;
    };

    /// `wire` may be null; it and `owner` outlive the watch.
    MailboxWatch(asio::io_context& loop, MailboxSetup setup,
                 transcript::LiveWire* wire, const watch::Random& random,
                 Owner& owner);

    void start() { connect_when_due(); }

    /// Time has passed. Call it about once a second.
    void tick(Clock::time_point now);

    /// True if it needs no tick before that time, unless something happens.
    bool nothing_due_before(Clock::time_point time) const {
        return watch_.nothing_due_before(time);
    }

    /// False if it hangs: neither a server nor a timer keeps it going.
    bool proves_life() const;

    /// The machine has slept: no connection has survived that.
    void slept();

    /// Says goodbye. `stopped()` follows, not from within this call.
    void stop();

private:
    void connect_when_due();
    void get_secret();
    void end_attempt(std::string_view why, const char* what);

    std::unique_ptr<Session> connected() override;
    void failed(std::string_view why) override { end_attempt(why, ""); }
    void lost(std::string_view why) override {
        end_attempt(why, "connection lost: ");
    }

    void message(const watch::NewsSource::Message& message) override;
    void moved_to(const watch::NewsSource::Position& position) override;
    void connected(std::uint32_t messages) override {
        owner_.connected(messages);
    }
    void waiting(bool pushed) override { owner_.waiting(pushed); }
    void changed(const watch::NewsSource::Message& message) override {
        owner_.changed(message);
    }
    void disconnected(std::string_view why, Clock::duration wait) override {
        owner_.disconnected(what_ + std::string(why), wait);
    }
    void trouble(std::string_view text) override { owner_.trouble(text); }

    asio::io_context& loop_;
    MailboxSetup setup_;
    Owner& owner_;
    std::string secret_; ///< for the next login
    watch::Watch watch_;
    asio::steady_timer retry_;
    std::optional<Clock::time_point> attempt_since_; ///< to connect
    Link link_;
    std::string what_;    ///< said before the reason why a connection has ended
    bool untold_ = false; ///< a message was not told: nothing is stored now
    bool stopping_ = false;
};

} // namespace client
