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

/// Checks passwords on its own thread, because one hash takes tens of
/// milliseconds, in which the loop can push to thousands of clients.
///
/// An unknown user takes as long as a known one. The file is read again when it
/// has changed.
class PasswordCheck {
public:
    enum class Match : std::uint8_t {
        right,
        wrong,       ///< or the token has expired
        busy,        ///< too many logins wait (`users::limits::waiting`)
        unavailable, ///< the file cannot be read
    };
    using Time = std::chrono::sys_seconds;
    /// Called once with the result. `expires` is set only for a correct token
    /// that has an expiry time.
    using OnMatch = std::function<void(Match, std::optional<Time> expires)>;
    using WallClock = Time (*)();

    /// Results are given on `loop`, which must outlive this object.
    PasswordCheck(
        asio::io_context& loop, std::string file, WallClock wall_clock = [] {
            return std::chrono::floor<std::chrono::seconds>(
                std::chrono::system_clock::now());
        });

    /// Forgets the checks that still wait; they get no result.
    ~PasswordCheck();

    PasswordCheck(const PasswordCheck&) = delete;
    PasswordCheck& operator=(const PasswordCheck&) = delete;

    /// Calls `done` once, on the loop and never from within check().
    void check(std::string name, std::string password, OnMatch done);

private:
    struct Job {
        std::string name, password;
        OnMatch done;
        /// Keeps the loop running until the result was given.
        asio::executor_work_guard<asio::io_context::executor_type> work;
    };
    /// Differs whenever the file has changed.
    struct Stamp {
        std::uint64_t inode = 0, size = 0;
        std::int64_t seconds = -1, nanoseconds = 0;
        bool operator==(const Stamp&) const = default;
    };

    void work();
    struct TimedMatch {
        Match match;
        std::optional<Time> expires;
    };
    TimedMatch compare(const Job& job);
    TimedMatch look_up(const Job& job);
    const Users* users();

    asio::io_context& loop_;
    const std::string file_;
    const WallClock wall_clock_;
    // Only the worker thread uses these two:
    tl::expected<Users, std::string> users_{tl::unexpect, "not read yet"};
    Stamp stamp_;
    // Both threads use these, under `mutex_`:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    bool stopping_ = false;

    std::thread worker_; ///< the last member: it uses all others
};

} // namespace users
