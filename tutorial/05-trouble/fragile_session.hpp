#pragma once

#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "proto_server/mailbox/mailbox.hpp"

namespace fragile {

/// Serves one client, as long as all goes well.
class FlatSession : public Session {
public:
    explicit FlatSession(mail::Mailbox& mailbox) : mailbox_(mailbox) {}

    void start(Clock::time_point now) override;
    std::size_t receive(std::string_view bytes, Clock::time_point now) override;
    void tick(Clock::time_point) override {} // chapter 6
    void mailbox_changed() override;
    void say_bye(std::string_view why) override;

private:
    void answer(std::string_view line);

    void answer(const toy::Count&);
    void answer(const toy::Read&);
    void answer(const toy::Post&);
    void answer(const toy::Idle&);
    void answer(const toy::Done&);
    void answer(const toy::Noop&);
    void answer(const toy::Quit&);

    void tell_news();

    mail::Mailbox& mailbox_;
    std::string held_;       ///< what has come of the next line
    std::uint32_t told_ = 0; ///< messages the client knows of
    bool idling_ = false;
};

} // namespace fragile
