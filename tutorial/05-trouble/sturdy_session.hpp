#pragma once

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "proto_server/mailbox/mailbox.hpp"

namespace sturdy {

/// Serves one client, whatever it sends, and whether or not it reads.
class FlatSession : public Session {
public:
    explicit FlatSession(mail::Mailbox& mailbox) : mailbox_(mailbox) {}

    void start(Clock::time_point now) override;
    std::size_t receive(std::string_view bytes, Clock::time_point now) override;
    void tick(Clock::time_point) override {} // chapter 6
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

    mail::Mailbox& mailbox_;
    framing::Framer framer_{toy::limits::line};
    std::uint32_t told_ = 0; ///< messages the client knows of
    bool idling_ = false;
};

} // namespace sturdy
