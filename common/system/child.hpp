#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

/// How a child ended: by itself, or by a signal.
struct Exit {
    int code = 0;   ///< its exit code, if it ended by itself
    int signal = 0; ///< the signal that ended it, or 0

    bool operator==(const Exit&) const = default;
};

/// Returns "ended with exit code 1" or "was ended by signal 9 (Killed)".
std::string print(const Exit& exit);

/// The files, the environment and the folder that a child gets from us.
struct ChildOptions {
    /// Stands for /dev/null.
    static constexpr int nothing = -1;

    /// Maps each descriptor of the child to one of ours, or to `nothing`. The
    /// child shares 0, 1 and 2 with us unless they are named here; all others
    /// of ours must be O_CLOEXEC.
    std::map<int, int> files;
    /// Variables that are added to our environment, or replace ours.
    std::map<std::string, std::string> environment;
    /// The child's working folder; ours if this is empty.
    std::string folder;
    /// True: the child leads a process group of its own, and the whole group
    /// is killed with the Child. The kernel kills the child when the thread
    /// that started it ends. False: it goes on without us, in our group.
    bool ends_with_us = true;
    /// Called in the child just before exec(). It may call only functions that
    /// are safe between fork() and exec().
    std::function<void()> prepare;
};

/// A child process. The destructor reaps it, and nobody does so earlier: so its
/// number cannot go to another process, which would then get our signals.
///
/// There is no event loop and no thread here: whoever has a loop waits for
/// SIGCHLD and asks `ended()`; whoever wants its output makes a pipe.
class Child {
public:
    using Arguments = std::vector<std::string>;

    /// Runs a program, which is looked for in PATH if its name has no slash. A
    /// command for a shell is {"/bin/sh", "-c", command}. Throws
    /// std::system_error when the program cannot be started.
    static Child start(Arguments arguments, const ChildOptions& options = {});

    /// Runs `job` in a copy of this process, which ends with the exit code that
    /// `job` returns; no destructor is called, and nothing is flushed. Throws
    /// std::system_error if it cannot.
    static Child fork(const std::function<int()>& job,
                      const ChildOptions& options = {});

    /// Waits until a child of this process has ended, and returns its process
    /// number. It returns the same number until the Child object is destroyed.
    /// It returns nothing if a signal handler ran first.
    static std::optional<pid_t> wait_for_any();

    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;
    ~Child();

    /// Returns the child's process number, which is also its group's.
    pid_t id() const { return id_; }

    /// Returns how the child ended, or nothing while it runs.
    std::optional<Exit> ended() const;

    /// Waits until the child has ended.
    Exit wait() const;

    /// Sends a signal to the whole group, or to the child if it is in ours.
    void kill(int signal) const;

    /// Ends the group: asks with SIGTERM, and kills it when the child has not
    /// ended after `patience`.
    void end(std::chrono::milliseconds patience) const;

private:
    Child(pid_t id, bool ends_with_us) : id_(id), ends_with_us_(ends_with_us) {}

    std::optional<Exit> look(int flags) const;

    pid_t id_;
    bool ends_with_us_;
};
