#pragma once

#include "proto_server/mailbox/failure.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace mail {

/// The failure of a job that has ended by an exception.
inline tl::unexpected<Failure> interrupted() {
    return fail(Failure::Kind::unavailable, "an internal error");
}

/// Receives the result of something that may be slow.
template<class Value>
using Done = std::function<void(Expected<Value>)>;

/// Does what takes long, above all waiting for the disk, so that the loop need
/// not wait.
///
/// There are three kinds of Jobs. `inline_jobs` does a job at once, without a
/// thread: for tests, transcripts and mailboxes in memory. In property tests a
/// seed chooses the order in which jobs end. In the server, threads do the
/// jobs.
///
/// A job has two parts. `work` may run on another thread, at the same time as
/// the loop and as other jobs, so it has copies of all that it uses. `done` is
/// called on the loop when `work` has returned. Both are destroyed on the loop,
/// because they may be the last to hold a mailbox.
class Jobs {
public:
    using Part = std::function<void()>;

    virtual ~Jobs() = default;
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// Only a few jobs of one `owner` run at the same time, so that the others
    /// wait for no one; the jobs without an owner, null, are not counted. If
    /// `work` throws, `done` is called all the same.
    virtual void start(const void* owner, Part work, Part done) = 0;

    /// Calls `part` on the loop, after everything that waits there already.
    virtual void soon(Part part) = 0;

    /// Starts a job that has a result.
    template<class Value>
    void run(const void* owner, std::function<Expected<Value>()> work,
             Done<Value> done) {
        const auto result = std::make_shared<Expected<Value>>(interrupted());
        start(
            owner, [result, work = std::move(work)] { *result = work(); },
            [result, done = std::move(done)] { done(std::move(*result)); });
    }

protected:
    Jobs() = default;
};

/// Does each job at once.
Jobs& inline_jobs();

/// Calls `begin` with a function. Returns the result if that function is called
/// at once, and the failure `unavailable` if it is called later.
template<class Value, class Begin>
Expected<Value> at_once(Begin begin) {
    const auto result = std::make_shared<Expected<Value>>(
        fail(Failure::Kind::unavailable, "the result comes later"));
    begin([result](Expected<Value> known) { *result = std::move(known); });
    return *result;
}

} // namespace mail
