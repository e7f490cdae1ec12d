#include "proto_server/login/users/password_check.hpp"

#include "proto_server/login/users/limits.hpp"
#include "proto_server/login/users/password.hpp"

#include <algorithm>
#include <asio/post.hpp>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace users {

PasswordCheck::PasswordCheck(asio::io_context& loop, std::string file,
                             OnFault on_fault, WallClock wall_clock)
    : loop_(loop), file_(std::move(file)), on_fault_(std::move(on_fault)),
      wall_clock_(wall_clock) {
    users();
    const auto count = std::clamp(std::thread::hardware_concurrency(),
                                  limits::least_threads, limits::most_threads);
    for (unsigned n = 0; n < count; ++n)
        threads_.emplace_back([this] { work(); });
}

PasswordCheck::~PasswordCheck() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        while (auto job = queue_.pop()) wipe(job->attempt.password);
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void PasswordCheck::check(Attempt attempt, OnMatch done) {
    {
        const std::lock_guard lock(mutex_);
        if (queue_.size() >= limits::waiting) leave_out_abandoned();
        if (queue_.size() < limits::waiting) {
            const auto from = attempt.from, name = attempt.name;
            queue_.push(from, name,
                        {std::move(attempt), std::move(done),
                         asio::make_work_guard(loop_)});
            changed_.notify_one();
            return;
        }
    }
    wipe(attempt.password);
    asio::post(loop_, [done = std::move(done)] { done(Match::busy, {}); });
}

/// Makes room in a queue that is full. The turns of the rest begin anew.
void PasswordCheck::leave_out_abandoned() {
    FairQueue<Job> rest;
    while (auto job = queue_.pop()) {
        const auto from = job->attempt.from, name = job->attempt.name;
        if (job->attempt.asker.expired())
            wipe(job->attempt.password);
        else
            rest.push(from, name, std::move(*job));
    }
    queue_ = std::move(rest);
}

void PasswordCheck::work() {
    static_cast<void>(nice(limits::niceness)); // on Linux, of this thread alone
    while (auto job = next_job()) {
        auto& attempt = job->attempt;
        if (attempt.asker.expired()) {
            wipe(attempt.password);
            continue;
        }
        const auto result = compare(attempt);
        wipe(attempt.password);
        asio::post(loop_, [done = std::move(job->done), result] {
            done(result.match, result.expires);
        });
    }
}

/// Waits for the next job; none when the threads shall end.
std::optional<PasswordCheck::Job> PasswordCheck::next_job() {
    std::unique_lock lock(mutex_);
    while (!stopping_ && queue_.size() == 0) {
        if (right_.size() == 0)
            changed_.wait(lock);
        else if (changed_.wait_for(lock, limits::remembered_for) ==
                 std::cv_status::timeout)
            right_.forget_old(RightPasswords::Clock::now());
    }
    return stopping_ ? std::nullopt : queue_.pop();
}

/// Looks the password up, and catches what that throws: an exception that
/// leaves a thread would end the program.
PasswordCheck::TimedMatch PasswordCheck::compare(const Attempt& attempt) {
    try {
        return look_up(attempt);
    } catch (const std::exception&) {
        const std::lock_guard lock(file_mutex_);
        stamp_ = {}; // read the file again
        return {Match::unavailable, {}};
    }
}

PasswordCheck::TimedMatch PasswordCheck::look_up(const Attempt& attempt) {
    const auto known = users();
    if (!known) return {Match::unavailable, {}};
    const auto hash = known->hash(attempt.name);
    const bool right = hash ? is_right(attempt, *hash)
                            : matches(attempt.password, known->decoy());
    const auto expires = known->expires(attempt.name);
    const bool expired = expires && *expires <= wall_clock_();
    if (!right || !hash || expired) return {Match::wrong, {}};
    return {Match::right, expires};
}

bool PasswordCheck::is_right(const Attempt& attempt, const std::string& hash) {
    const auto& [name, password, from, asker] = attempt;
    {
        const std::lock_guard lock(mutex_);
        if (right_.has(name, password, hash, RightPasswords::Clock::now()))
            return true;
    }
    if (!matches(password, hash)) return false;
    const std::lock_guard lock(mutex_);
    right_.remember(name, password, hash, RightPasswords::Clock::now());
    return true;
}

tl::expected<std::size_t, std::string> PasswordCheck::read_again() {
    {
        const std::lock_guard lock(file_mutex_);
        stamp_ = {};
        users_ = tl::unexpected<std::string>("not read yet");
    }
    users();
    const std::lock_guard lock(file_mutex_);
    if (!users_) return tl::unexpected(users_.error());
    return (*users_)->names().size();
}

/// Returns the users of the file as it is now, or null if it cannot be read.
PasswordCheck::Known PasswordCheck::users() {
    const std::lock_guard lock(file_mutex_);
    struct stat now {};
    if (stat(file_.c_str(), &now) != 0) {
        const auto why = "cannot read " + file_ + ": " + std::strerror(errno);
        if (users_ || users_.error() != why) tell(why);
        users_ = tl::unexpected(why);
        stamp_ = {};
        return nullptr;
    }
    const Stamp stamp{now.st_ino, static_cast<std::uint64_t>(now.st_size),
                      now.st_mtim.tv_sec, now.st_mtim.tv_nsec};
    if (stamp != std::exchange(stamp_, stamp)) load_changed();
    return users_ ? *users_ : nullptr;
}

void PasswordCheck::load_changed() {
    auto loaded = load(file_);
    if (!loaded) {
        tell(loaded.error());
        users_ = tl::unexpected(std::move(loaded.error()));
        return;
    }
    for (const auto& fault : loaded->faults()) tell(file_ + ", " + fault);
    users_ = std::make_shared<const Users>(*std::move(loaded));
}

void PasswordCheck::tell(const std::string& fault) {
    if (on_fault_)
        asio::post(loop_, [tell = on_fault_, fault] { tell(fault); });
}

} // namespace users
