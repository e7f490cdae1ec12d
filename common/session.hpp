#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// The clock whose time a session is handed; it never asks a clock itself.
using Clock = std::chrono::steady_clock;

/// One end of one conversation: octets in, octets out, the time handed in.
///
/// A session owns no socket, no thread and no timer, so a test, a fuzzer or a
/// reader with a pencil can drive it: call receive() with the octets that came,
/// and send the octets that take_output() returns.
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

    // [calls]
    /// Call it once the connection is up. A server's session greets here.
    virtual void start(Clock::time_point now) = 0;

    /// Takes octets from the front of `bytes`, in portions of any size, and
    /// returns how many it took. It may take one request and leave the rest. It
    /// takes none while it answers a request, while `output()` is at its limit,
    /// or while it waits for something else, such as a password check. The
    /// caller keeps the rest, calls `go_on()` until that returns false, and
    /// offers the rest again.
    virtual std::size_t receive(std::string_view bytes,
                                Clock::time_point now) = 0;

    /// Does one bounded portion of what is under way. Returns true if there is
    /// more to do, also if the rest must wait until `output()` was taken.
    /// Returns false if there is nothing to do, or if the session waits for
    /// something that will wake it.
    virtual bool go_on(Clock::time_point) { return false; }

    /// Tells the session how late it is. Call it about once a second.
    virtual void tick(Clock::time_point now) = 0;

    /// A nudge, which carries no news. A server's session compares its mailbox
    /// with what it has told its client, and says the difference if it may
    /// speak now.
    virtual void mailbox_changed() {}

    /// Says goodbye as the protocol prescribes, and finishes. Called before the
    /// program stops. `why` is for people and may be empty.
    virtual void say_bye(std::string_view why) = 0;

    /// Returns the octets that are to be sent and that nobody has taken yet.
    const std::string& output() const { return output_; }
    std::string take_output() { return std::exchange(output_, {}); }

    /// True when the session will say nothing more: send the rest, then close.
    bool finished() const { return finished_; }
    // [/calls]

    /// Calls go_on() until there is nothing to do, and returns the whole
    /// output. For a driver with one session, whose peer takes everything.
    std::string drive(Clock::time_point now = {}) {
        std::string all;
        for (bool more = true; more;) {
            more = go_on(now);
            more = more || !output_.empty();
            all += take_output();
        }
        return all;
    }

    /// Sets the waker that the session wakes. Without one, the driver must call
    /// the session again by itself.
    void set_waker(std::weak_ptr<Waker> waker) { waker_ = std::move(waker); }

    /// True when TLS comes next: send the rest, start TLS, and then call
    /// tls_started(). The session throws away plain text that comes meanwhile.
    bool wants_tls() const { return wants_tls_; }

    /// Whether the client has shown who it is. Where nobody logs in, all are
    /// known. When places are scarce, the unknown have to go first.
    enum class Standing : unsigned char {
        unknown,
        in_check, ///< it has logged in, and waits for our answer
        known,
    };
    virtual Standing standing() const { return Standing::known; }

    /// Call it when TLS has started: from now on the octets are encrypted.
    virtual void tls_started() { wants_tls_ = false; }

protected:
    Session() = default;

    void say(std::string_view text) { output_ += text; }
    void finish() { finished_ = true; }
    void want_tls() { wants_tls_ = true; }

    /// Asks the driver to call the session again, in a later turn.
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
