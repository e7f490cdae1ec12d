#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <sys/types.h>

/// A program that runs beside us, in a process group of its own, so that its
/// children end with it. What it prints is kept for an explanation.
class Process {
public:
    /// Has a shell run `command`. Throws std::system_error.
    explicit Process(const std::string& command);
    /// Ends the whole group: asks first, then kills.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// How it ended, as "ended with exit code 1"; nothing while it runs.
    std::optional<std::string> ended();

    /// The end of what it has printed, in whole lines; may be empty.
    std::string said() const;

private:
    pid_t group_ = -1;
    std::optional<int> status_;
    std::FILE* output_;
};

/// `text` with every `{name}` replaced.
std::string replaced(std::string text, const std::string& name,
                     const std::string& value);
