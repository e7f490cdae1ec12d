#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <sys/types.h>
#include <thread>

/// A program that runs beside us, in a process group of its own, so that its
/// children end with it. However much it prints, the last of it is kept for an
/// explanation, and it never has to wait for us.
class Process {
public:
    /// Has a shell run `command`. Throws std::system_error.
    explicit Process(const std::string& command);
    /// Ends the whole group: asks first, then kills.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    pid_t group() const { return group_; }

    /// How it ended, as "ended with exit code 1"; nothing while it runs.
    std::optional<std::string> ended();

    /// The end of what it has printed, in whole lines; may be empty.
    std::string said() const;

private:
    void drain() const;

    pid_t group_ = -1;
    std::optional<int> status_;
    int output_ = -1; ///< the end of a pipe where its output is read
    mutable std::mutex reading_;
    mutable std::string said_;
    mutable bool forgot_ = false; ///< the beginning of what it said
    std::atomic<bool> over_ = false;
    std::thread reader_;
};

/// `text` with every `{name}` replaced.
std::string replaced(std::string text, const std::string& name,
                     const std::string& value);
