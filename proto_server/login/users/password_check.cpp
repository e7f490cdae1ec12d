#include "proto_server/login/users/password_check.hpp"

#include "proto_server/login/users/limits.hpp"
#include "proto_server/login/users/password.hpp"

#include <asio/post.hpp>
#include <sys/stat.h>
#include <utility>

namespace users {

PasswordCheck::PasswordCheck(asio::io_context& loop, std::string file,
                             WallClock wall_clock)
    : loop_(loop), file_(std::move(file)), wall_clock_(wall_clock),
      worker_([this] { work(); }) {}

PasswordCheck::~PasswordCheck() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (auto& job : jobs_) wipe(job.password);
        jobs_.clear();
    }
    changed_.notify_one();
    worker_.join();
}

void PasswordCheck::check(std::string name, std::string password, Done done) {
    {
        const std::lock_guard lock(mutex_);
        if (jobs_.size() < limits::waiting) {
            jobs_.push_back({std::move(name), std::move(password),
                             std::move(done), asio::make_work_guard(loop_)});
            changed_.notify_one();
            return;
        }
    }
    wipe(password);
    asio::post(loop_, [done = std::move(done)] { done(Answer::busy, {}); });
}

void PasswordCheck::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
        if (stopping_) return;
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        const auto result = answer(job);
        wipe(job.password);
        asio::post(loop_, [done = std::move(job.done), result] {
            done(result.answer, result.expires);
        });
        lock.lock();
    }
}

/// An exception would end the process, for nobody is above this thread.
PasswordCheck::Result PasswordCheck::answer(const Job& job) {
    try {
        return look_up(job);
    } catch (const std::exception&) {
        stamp_ = {}; // read the file again
        return {Answer::unavailable, {}};
    }
}

PasswordCheck::Result PasswordCheck::look_up(const Job& job) {
    const auto* known = users();
    if (!known) return {Answer::unavailable, {}};
    const auto hash = known->hash(job.name);
    const bool right = matches(job.password, hash ? *hash : known->decoy());
    const auto expires = known->expires(job.name);
    const bool expired = expires && *expires <= wall_clock_();
    if (!right || !hash || expired) return {Answer::wrong, {}};
    return {Answer::right, expires};
}

/// As the file is now; nothing when it cannot be read.
const Users* PasswordCheck::users() {
    struct stat now {};
    if (stat(file_.c_str(), &now) != 0) return nullptr;
    const Stamp stamp{now.st_ino, static_cast<std::uint64_t>(now.st_size),
                      now.st_mtim.tv_sec, now.st_mtim.tv_nsec};
    if (stamp != stamp_) users_ = load(file_);
    stamp_ = stamp;
    return users_ ? &*users_ : nullptr;
}

} // namespace users
