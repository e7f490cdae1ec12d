#pragma once

#include "proto_client/imap/exchange.hpp"

#include <cstdint>
#include <functional>
#include <utility>

namespace imap_client {

// IDLE changes these answers
// ==========================
//
//     off --sent--> starting --`+`--> idling --DONE--> stopping --tag--> over
//                      |                 |
//                      +--- its tag -----+----> over, and nobody had asked
//
// IDLE owns the conversation while it lives: nothing else is sent. Its tagged
// reply comes minutes later, and it asks for no data. So it keeps `take()` as
// it is, and everything that comes meanwhile is told as an event.
//
// Invariants:
// - DONE is never said before the `+`. The server would read it as a command.
//   The wish is remembered until the `+` comes.
// - DONE is said once. A second one would be read as a command, too.
// - The server may end IDLE by itself at any time. A DONE that crosses its
//   reply is answered with BAD, and that is all the harm there is.

// [class]
/// IDLE, the command that waits. State: authenticated or selected. RFC 2177
class Idle : public Exchange {
public:
    enum class State : std::uint8_t { off, starting, idling, stopping, over };

    /// If `asked` is false, the server has refused to let us idle, or has ended
    /// idling by itself.
    using OnEnded = std::function<void(const Result&, bool asked)>;

    Idle(std::function<void()> on_idling, OnEnded on_ended)
        : Exchange(imap::Idle{}), on_idling_(std::move(on_idling)),
          on_ended_(std::move(on_ended)) {}

    State state() const { return state_; }

    void sent(Known&) override { state_ = State::starting; }
    bool alone() const override { return true; }
    std::optional<std::string> go_ahead(const imap::Continuation&) override;
    std::string make_room() override;
    std::optional<std::chrono::seconds> patience() const override;
    void ended(Known&, const Result& result) override;
    void forget() override;

private:
    std::function<void()> on_idling_;
    OnEnded on_ended_;
    State state_ = State::off;
    bool done_wanted_ = false;
};
// [/class]

} // namespace imap_client
