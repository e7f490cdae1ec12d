#pragma once

#include <chrono>
#include <cstddef>
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
class Session {
public:
    virtual ~Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Call it once the connection is up. A server's session greets here.
    virtual void start(Clock::time_point now) = 0;

    /// Takes octets from the front of `bytes`, in portions of any size, and
    /// returns how many it took. It takes fewer only while `output()` is at its
    /// limit, or while it waits for something else, such as a password check.
    /// Then the caller offers the rest again after it has sent the output, and
    /// after a nudge.
    virtual std::size_t receive(std::string_view bytes,
                                Clock::time_point now) = 0;

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
    std::string take_output() {
        auto taken = std::exchange(output_, {});
        if (!taken.empty()) output_taken();
        return taken;
    }

    /// True when the session will say nothing more: send the rest, then close.
    bool finished() const { return finished_; }

    /// True when TLS comes next: send the rest, start TLS, and then call
    /// tls_started(). The session throws away plain text that comes meanwhile.
    bool wants_tls() const { return wants_tls_; }

    /// Call it when TLS has started: from now on the octets are encrypted.
    virtual void tls_started() { wants_tls_ = false; }

protected:
    Session() = default;

    void say(std::string_view text) { output_ += text; }
    void finish() { finished_ = true; }
    void want_tls() { wants_tls_ = true; }

    /// Called when all output was taken. Says what had to wait for that.
    virtual void output_taken() {}

private:
    std::string output_;
    bool finished_ = false;
    bool wants_tls_ = false;
};
