#pragma once

#include "common/system/child.hpp"
#include "common/system/file.hpp"

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <sys/types.h>
#include <thread>

namespace kit {

/// A program that runs beside us, in a process group of its own, so that its
/// children end with it. The end of what it prints is kept, however much that
/// is, and it never has to wait for us.
class Process {
public:
    /// Has a shell run `command`. Throws std::system_error.
    explicit Process(const std::string& command);
    /// Ends the whole group: asks first, then kills.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    pid_t group() const { return child_.id(); }

    /// Returns how it ended; nothing while it runs.
    std::optional<Exit> ended() const { return child_.ended(); }

    /// Returns the end of what it has printed, in whole lines; may be empty.
    std::string printed() const;

private:
    explicit Process(const std::string& command, Pipe pipe);

    void drain() const;

    File output_; ///< the end of a pipe where its output is read
    Child child_;
    mutable std::mutex reading_;
    mutable std::string printed_;
    mutable bool forgot_ = false; ///< the beginning of what it printed
    std::atomic<bool> over_ = false;
    std::thread reader_;
};

/// Returns all that a program prints until it ends; `arguments` begin with its
/// name. Throws std::system_error when it cannot be started.
std::string output_of(const Child::Arguments& arguments);

/// Returns `text` with every `{name}` replaced.
std::string replaced(std::string text, const std::string& name,
                     const std::string& value);

} // namespace kit
