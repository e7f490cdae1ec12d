#pragma once

#include "tutorial/08-tags/asker.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

/// Logs in, selects the INBOX, idles, and looks for new messages when it is
/// told of one. Prints what it says while it idles, and what it tells.
class Watch : public Asker {
public:
    /// Idles no longer than `longest` without entering it anew.
    explicit Watch(std::chrono::seconds longest) : longest_(longest) {}

    void tick(Clock::time_point now) override;

protected:
    /// Data has come.
    virtual void take(imap::Response data) = 0;

    /// Tells the user, and remembers that there may be new messages.
    void tell(const imap::Response& data);

private:
    enum class State : std::uint8_t { off, starting, idling, stopping };

    void greeted() override { ask("LOGIN anna secret"); }
    void hear(imap::Response response) override;
    void go_ahead();
    void make_room();
    void ended(const Question& question, const imap::Tagged& end);
    void take_answer(const Question& question);
    void say_next();

    std::chrono::seconds longest_;
    std::optional<Clock::time_point> idling_since_;
    State state_ = State::off;
    bool done_wanted_ = false;
    bool may_be_new_ = false; ///< since we looked
    std::uint32_t last_ = 0;  ///< the highest UID that was told
};

/// Collects all data until the tag.
class UntilTag : public Watch {
    using Watch::Watch;
    void take(imap::Response data) override;
};

/// Tells at once what no command has asked for.
class AtOnce : public Watch {
    using Watch::Watch;
    void take(imap::Response data) override;
};
