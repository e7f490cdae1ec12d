#pragma once

#include "proto_server/login/users/users_file.hpp"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace users {

/// Checks passwords on a thread of its own, for a hash takes tens of
/// milliseconds in which the loop can push to thousands.
///
/// An unknown user takes as long as a known one. The file is read again when it
/// has changed.
class PasswordCheck {
public:
    enum class Answer : std::uint8_t {
        right,
        wrong,       ///< or expired
        busy,        ///< too many are waiting (`limits::waiting`)
        unavailable, ///< the file cannot be read
    };
    using Time = std::chrono::sys_seconds;
    /// With the answer, when a right password ends to be one, if it does.
    using Done = std::function<void(Answer, std::optional<Time> expires)>;
    using WallClock = Time (*)();

    /// The answers come on `loop`, which outlives this.
    PasswordCheck(
        asio::io_context& loop, std::string file, WallClock wall_clock = [] {
            return std::chrono::floor<std::chrono::seconds>(
                std::chrono::system_clock::now());
        });

    /// What still waits is not answered.
    ~PasswordCheck();

    PasswordCheck(const PasswordCheck&) = delete;
    PasswordCheck& operator=(const PasswordCheck&) = delete;

    /// Calls `done` once, on the loop and never from within this call.
    void check(std::string name, std::string password, Done done);

private:
    struct Job {
        std::string name, password;
        Done done;
        /// The loop goes on while it has an answer to expect.
        asio::executor_work_guard<asio::io_context::executor_type> work;
    };
    /// What tells one state of a file from another.
    struct Stamp {
        std::uint64_t inode = 0, size = 0;
        std::int64_t seconds = -1, nanoseconds = 0;
        bool operator==(const Stamp&) const = default;
    };

    void work();
    struct Result {
        Answer answer;
        std::optional<Time> expires;
    };
    Result answer(const Job& job);
    Result look_up(const Job& job);
    const Users* users();

    asio::io_context& loop_;
    const std::string file_;
    const WallClock wall_clock_;
    // Of the worker alone:
    tl::expected<Users, std::string> users_{tl::unexpect, "not read yet"};
    Stamp stamp_;
    // Of both threads, under `mutex_`:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    bool stopping_ = false;

    std::thread worker_; ///< the last member: it uses all others
};

} // namespace users
