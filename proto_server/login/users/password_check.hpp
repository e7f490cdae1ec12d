#pragma once

#include "proto_server/login/users/fair_queue.hpp"
#include "proto_server/login/users/right_passwords.hpp"
#include "proto_server/login/users/users_file.hpp"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace users {

/// Checks passwords on threads of its own, because one hash takes tens of
/// milliseconds, in which the loop can push to thousands of clients.
///
/// Theory of operation
///
/// A check waits in a fair queue, by its address and its name, until a thread
/// takes it. A check whose asker is gone by then is left out. The thread looks
/// the name up in the file, which is read again when it has changed. If the
/// same password was right a moment ago, there is nothing to hash. Otherwise
/// the thread makes one hash, also for an unknown user, so that the time does
/// not show which users there are. The result is given on the loop.
///
/// `file_mutex_` protects the file and what was read of it. `mutex_` protects
/// everything else that the threads share. Neither is held while a hash is
/// made.
class PasswordCheck {
public:
    enum class Match : std::uint8_t {
        right,
        wrong,       ///< or the token has expired
        busy,        ///< too many logins wait (`users::limits::waiting`)
        unavailable, ///< the file cannot be read
    };
    using Time = std::chrono::sys_seconds;

    /// The login that is checked.
    struct Attempt {
        std::string name, password;
        std::string from = {}; ///< the client's address, for fairness
        /// The object that waits for the result. When it is gone nobody wants
        /// the result any more.
        std::weak_ptr<const void> asker;
    };

    /// Called once with the result. `expires` is set only for a correct token
    /// that has an expiry time.
    using OnMatch = std::function<void(Match, std::optional<Time> expires)>;

    /// Called on the loop with a sentence about a fault of the file.
    using OnFault = std::function<void(const std::string&)>;
    using WallClock = Time (*)();

    /// Results are given on `loop`, which must outlive this object. The file is
    /// read at once.
    PasswordCheck(
        asio::io_context& loop, std::string file, OnFault on_fault = {},
        WallClock wall_clock = [] {
            return std::chrono::floor<std::chrono::seconds>(
                std::chrono::system_clock::now());
        });

    /// Forgets the checks that still wait; they get no result.
    ~PasswordCheck();

    PasswordCheck(const PasswordCheck&) = delete;
    PasswordCheck& operator=(const PasswordCheck&) = delete;

    /// Calls `done` once, on the loop and never from within check(); or never,
    /// if the asker has gone meanwhile.
    void check(Attempt attempt, OnMatch done);

    /// Reads the file again, whether or not it has changed, and tells its
    /// faults again. Returns how many users it has, or why it cannot be read.
    tl::expected<std::size_t, std::string> read_again();

private:
    struct Job {
        Attempt attempt;
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
    struct TimedMatch {
        Match match;
        std::optional<Time> expires;
    };
    using Known = std::shared_ptr<const Users>;

    void work();
    std::optional<Job> next_job();
    void leave_out_abandoned();
    TimedMatch compare(const Attempt& attempt);
    TimedMatch look_up(const Attempt& attempt);
    bool is_right(const Attempt& attempt, const std::string& hash);
    Known users();
    void load_changed();
    void tell(const std::string& fault);

    asio::io_context& loop_;
    const std::string file_;
    const OnFault on_fault_;
    const WallClock wall_clock_;

    std::mutex file_mutex_;
    tl::expected<Known, std::string> users_{tl::unexpect, "not read yet"};
    Stamp stamp_;

    std::mutex mutex_;
    std::condition_variable changed_;
    FairQueue<Job> queue_;
    RightPasswords right_;
    bool stopping_ = false;

    std::vector<std::thread> threads_; ///< the last: they use all others
};

} // namespace users
