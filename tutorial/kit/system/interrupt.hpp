#pragma once

#include <chrono>
#include <memory>

namespace kit {

/// Notices Ctrl-C (SIGINT) and SIGTERM while it exists.
class Interrupt {
public:
    /// Thrown when the user wants to stop.
    struct Asked {};

    Interrupt();
    ~Interrupt();

    /// Throws `Asked` if Ctrl-C has been pressed.
    void throw_if_asked();
    /// Waits for this time. Throws `Asked` at once when Ctrl-C is pressed.
    void wait(std::chrono::milliseconds time);

private:
    struct SignalHandler;
    std::unique_ptr<SignalHandler> handler_;
};

/// Prints "bye", and returns the exit code of a program that was interrupted.
int say_bye();

} // namespace kit
