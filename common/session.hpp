#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// The time that a session is told; it never asks a clock itself.
using Clock = std::chrono::steady_clock;

/// One end of one conversation: bytes in, bytes out, the clock handed in.
///
/// A session owns no socket, no thread and no timer, so a test, a fuzzer or a
/// reader with a pencil can drive it: hand it what came, send what it says.
///
/// A session never works for long. It does one portion of its work in a call
/// of `go_on()`, so that its driver can serve others between two portions.
class Session {
public:
    /// Tells the driver of a session that there is something for the session
    /// to look at. The driver calls `mailbox_changed()` and `go_on()` later.
    class Waker {
    public:
        virtual ~Waker() = default;
        virtual void wake() = 0;
    };

    virtual ~Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// The connection is up. A server greets here.
    virtual void start(Clock::time_point now) = 0;

    /// Takes octets from the front of `bytes`, in portions of any size, and
    /// returns how many. It may take one request and leave the rest; it takes
    /// none while it answers a request, while `output()` is at its limit, or
    /// while it waits for something else. The caller keeps the rest, calls
    /// `go_on()` until that returns false, and offers the rest again.
    virtual std::size_t receive(std::string_view bytes,
                                Clock::time_point now) = 0;

    /// Does one bounded portion of what is under way. Returns true if there is
    /// more to do, also if the rest must wait until `output()` was taken.
    /// Returns false if there is nothing to do, or if the session waits for
    /// something that will wake it.
    virtual bool go_on(Clock::time_point) { return false; }

    /// Time has passed. Call it about once a second.
    virtual void tick(Clock::time_point now) = 0;

    /// A nudge that carries no news: a server's session looks at its mailbox,
    /// decides whether it may speak now, and says what it has not yet told.
    virtual void mailbox_changed() {}

    /// We are about to stop: says goodbye as the protocol has it, and finishes.
    /// `why` is for people and may be empty.
    virtual void say_bye(std::string_view why) = 0;

    /// What is to be sent, in order, and not yet taken.
    const std::string& output() const { return output_; }
    std::string take_output() { return std::exchange(output_, {}); }

    /// Goes on until there is nothing to do, and returns all that is said: for
    /// a driver that serves nobody else and whose peer takes everything.
    std::string drive(Clock::time_point now = {}) {
        std::string all;
        for (bool more = true; more;) {
            more = go_on(now);
            more = more || !output_.empty();
            all += take_output();
        }
        return all;
    }

    /// The driver says whom the session wakes. Without a waker, whoever drives
    /// the session has to call it again.
    void set_waker(std::weak_ptr<Waker> waker) { waker_ = std::move(waker); }

    /// True when nothing more will be said: send the rest, then close.
    bool finished() const { return finished_; }

    /// True when TLS comes next: send the rest, start TLS, and say so. What the
    /// peer has sent in plain text meanwhile, the session throws away.
    bool wants_tls() const { return wants_tls_; }

    /// From now on nobody else hears what is said.
    virtual void tls_started() { wants_tls_ = false; }

protected:
    Session() = default;

    void say(std::string_view text) { output_ += text; }
    void finish() { finished_ = true; }
    void want_tls() { wants_tls_ = true; }

    /// Asks the driver to call again, in a later turn.
    void wake() const {
        if (const auto waker = waker_.lock()) waker->wake();
    }
    const std::weak_ptr<Waker>& waker() const { return waker_; }

private:
    std::string output_;
    std::weak_ptr<Waker> waker_;
    bool finished_ = false;
    bool wants_tls_ = false;
};
