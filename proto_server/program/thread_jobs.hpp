#pragma once

#include "proto_server/limits.hpp"
#include "proto_server/mailbox/jobs.hpp"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <condition_variable>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace server {

/// Does jobs on threads of its own, so that the loop does not wait for the
/// disk.
///
/// A job is always owned by one side: it waits, a thread works on it, or it is
/// finished and the loop calls its `done`. Only the two lists are shared. The
/// loop does not end while there are jobs, unless it is stopped.
class ThreadJobs : public mail::Jobs {
public:
    /// Called on the loop with what a job has thrown.
    using Report = std::function<void(std::string_view what)>;

    /// `loop` outlives this object. At most `per_owner` jobs of one owner run
    /// at the same time.
    ThreadJobs(asio::io_context& loop, Report report,
               unsigned threads = limits::disk_threads,
               unsigned per_owner = limits::disk_threads_per_account);

    /// Waits for the jobs that run. The others are not done, and no `done` is
    /// called.
    ~ThreadJobs() override;

    void start(const void* owner, Part work, Part done) override;
    void soon(Part part) override;

private:
    struct Job {
        const void* owner;
        Part work, done;
        asio::executor_work_guard<asio::io_context::executor_type> keeps_loop;
        std::string thrown = {}; ///< by `work`
    };
    using Jobs = std::list<Job>; // a job changes lists without being moved

    void work();
    Jobs::iterator next();
    void finish();
    void guard(const Part& part);

    asio::io_context& loop_;
    Report report_;
    const unsigned per_owner_;

    // These are used by all threads, under `mutex_`:
    std::mutex mutex_;
    std::condition_variable changed_;
    Jobs waiting_, finished_;
    std::unordered_map<const void*, unsigned> running_; ///< by owner
    bool stopping_ = false;

    std::vector<std::thread> threads_; ///< the last member: they use all others
};

} // namespace server
