#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

/// The time that a session is told; it never asks a clock itself.
using Clock = std::chrono::steady_clock;

/// One end of one conversation: bytes in, bytes out, the clock handed in.
///
/// A session owns no socket, no thread and no timer, so a test, a fuzzer or a
/// reader with a pencil can drive it: hand it what came, send what it says.
class Session {
public:
    virtual ~Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// The connection is up. A server greets here.
    virtual void start(Clock::time_point now) = 0;

    /// Takes octets from the front of `bytes`, in portions of any size, and
    /// returns how many. It takes fewer only while `output()` is at its limit,
    /// or while it waits for an answer from elsewhere: the caller sends, and
    /// offers the rest again, also after a nudge.
    virtual std::size_t receive(std::string_view bytes,
                                Clock::time_point now) = 0;

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
    std::string take_output() {
        auto taken = std::exchange(output_, {});
        if (!taken.empty()) output_taken();
        return taken;
    }

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

    /// All output was taken: says on what had to wait for that.
    virtual void output_taken() {}

private:
    std::string output_;
    bool finished_ = false;
    bool wants_tls_ = false;
};
