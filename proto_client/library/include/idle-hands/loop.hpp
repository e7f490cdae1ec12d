#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace idle_hands {

// [loop]
/// The event loop of a program. Everything that the library calls, it calls
/// from `run()`, one call after the other: there are no threads.
///
/// A program has one loop; to make a second one is a mistake, and throws.
/// Ctrl-C and SIGTERM stop it. The service manager, if it has started the
/// program, is told when the watches are ready and that they are alive.
class Loop {
public:
    Loop();
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    /// Runs until it is stopped, or until there is no watch any more.
    void run();

    /// Says goodbye to all servers; `run()` returns within a second.
    void stop();

    /// True if Ctrl-C or SIGTERM has stopped it.
    bool interrupted() const;

    /// Calls a function once, when the time has passed.
    void after(std::chrono::milliseconds time, std::function<void()> function);

    struct Parts; ///< for the library
    Parts& parts() { return *parts_; }

private:
    std::unique_ptr<Parts> parts_;
};
// [/loop]

} // namespace idle_hands
