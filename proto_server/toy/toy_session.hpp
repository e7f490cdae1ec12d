#pragma once

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "common/toy/server_line.hpp"
#include "proto_server/mailbox/mailbox.hpp"

#include <memory>
#include <optional>

namespace toy_server {

/// When a silent client is logged out, and how often an idling client gets a
/// sign that the server is there.
struct ToyTimes {
    std::chrono::seconds autologout = toy::default_autologout;
    std::chrono::seconds keepalive = toy::default_keepalive; ///< 0 is off
};

/// The server's end of a conversation in the toy protocol, as
/// common/toy/README.md specifies it.
///
/// Push is state, not a queue: the session remembers how many messages it has
/// told its client of. When it may speak, it tells the difference.
class ToySession : public Session {
public:
    explicit ToySession(mail::Mailbox& mailbox, ToyTimes times = {})
        : mailbox_(mailbox), times_(times) {}

    void start(Clock::time_point now) override;
    std::size_t receive(std::string_view bytes, Clock::time_point now) override;
    bool go_on(Clock::time_point now) override;
    void tick(Clock::time_point now) override;
    void mailbox_changed() override;
    void say_bye(std::string_view why) override;

private:
    void answer(const framing::Frame& frame);

    void answer(const toy::Count&);
    void answer(const toy::Read&);
    void answer(const toy::Post&);
    void answer(const toy::Idle&);
    void answer(const toy::Done&);
    void answer(const toy::Noop&);
    void answer(const toy::Quit&);

    void tell_news();
    void end_post();
    void reply_with_count();
    void reply(toy::Reply::Outcome outcome, std::string text = {});
    void say(const toy::ServerLine& line);

    // The members that every push reads stand first: they share cache lines.
    mail::Mailbox& mailbox_;
    std::uint32_t told_ = 0; ///< messages that the client was told of
    bool idling_ = false;
    /// The result of a post, from when it is there. Null if none is under way.
    std::shared_ptr<std::optional<mail::Expected<mail::Uid>>> post_;
    ToyTimes times_;
    framing::Framer framer_{toy::limits::line};
    Clock::time_point last_heard_; ///< when the client last sent a whole line
    Clock::time_point last_sign_;  ///< the same, or the last keepalive
    mail::MailboxWatch watch_{mailbox_, [this] { wake(); }};
};

} // namespace toy_server
