#include "proto_server/program/thread_jobs.hpp"

#include <algorithm>
#include <asio/post.hpp>
#include <exception>
#include <utility>

namespace server {

ThreadJobs::ThreadJobs(asio::io_context& loop, Report report, unsigned threads,
                       unsigned per_owner)
    : loop_(loop), report_(std::move(report)), per_owner_(per_owner) {
    for (unsigned n = 0; n < threads; ++n)
        threads_.emplace_back([this] { work(); });
}

ThreadJobs::~ThreadJobs() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void ThreadJobs::start(const void* owner, Part work, Part done) {
    Jobs job;
    job.push_back({owner, std::move(work), std::move(done),
                   asio::make_work_guard(loop_)});
    const std::lock_guard lock(mutex_);
    waiting_.splice(waiting_.end(), job);
    changed_.notify_one();
}

void ThreadJobs::soon(Part part) {
    asio::post(loop_, [this, part = std::move(part)] { guard(part); });
}

/// The oldest job whose owner may have one more.
ThreadJobs::Jobs::iterator ThreadJobs::next() {
    return std::ranges::find_if(waiting_, [this](const Job& job) {
        const auto running = running_.find(job.owner);
        return !job.owner || running == running_.end() ||
               running->second < per_owner_;
    });
}

void ThreadJobs::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        auto job = waiting_.end();
        changed_.wait(lock, [&] {
            job = next();
            return stopping_ || job != waiting_.end();
        });
        if (stopping_) return;
        Jobs mine;
        mine.splice(mine.end(), waiting_, job);
        ++running_[job->owner];
        lock.unlock();
        try {
            job->work();
        } catch (const std::exception& error) {
            job->thrown = error.what();
        }
        lock.lock();
        if (--running_[job->owner] == 0) running_.erase(job->owner);
        if (finished_.empty()) asio::post(loop_, [this] { finish(); });
        finished_.splice(finished_.end(), mine);
        changed_.notify_one(); // another job of this owner may begin
    }
}

/// On the loop: the jobs that have ended.
void ThreadJobs::finish() {
    Jobs ended;
    {
        const std::lock_guard lock(mutex_);
        ended.swap(finished_);
    }
    for (auto& job : ended) {
        if (!job.thrown.empty()) report_(job.thrown);
        guard(job.done);
        job.work = nullptr;
        job.done = nullptr;
    }
}

/// An exception of one job is not the end of the others.
void ThreadJobs::guard(const Part& part) {
    try {
        part();
    } catch (const std::exception& error) {
        report_(error.what());
    }
}

} // namespace server
