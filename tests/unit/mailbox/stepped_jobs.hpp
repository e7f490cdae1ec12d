#pragma once

#include "proto_server/mailbox/jobs.hpp"

#include <deque>
#include <iterator>
#include <list>
#include <random>

/// Jobs that wait until a test does their parts, one at a time, in an order
/// that the test's dice choose. So every order in which threads may end can be
/// tried, and a seed repeats it.
class SteppedJobs : public mail::Jobs {
public:
    void start(const void*, Part work, Part done) override {
        jobs_.push_back({std::move(work), std::move(done)});
        ++started;
    }
    void soon(Part part) override { soon_.push_back(std::move(part)); }

    bool idle() const { return jobs_.empty() && soon_.empty(); }

    /// Does one part of any job.
    template<class Dice>
    void step(Dice& dice) {
        const auto chosen = dice() % (jobs_.size() + (soon_.empty() ? 0 : 1));
        if (chosen == jobs_.size()) {
            const auto part = std::move(soon_.front());
            soon_.pop_front();
            return part();
        }
        const auto job =
            std::next(jobs_.begin(), static_cast<std::ptrdiff_t>(chosen));
        if (job->work) return std::exchange(job->work, nullptr)();
        std::list<Job> ended;
        ended.splice(ended.end(), jobs_, job);
        ended.front().done();
    }

    template<class Dice>
    void finish(Dice& dice) {
        while (!idle()) step(dice);
    }
    void finish() {
        std::minstd_rand dice;
        finish(dice);
    }

    int started = 0;

private:
    struct Job {
        Part work, done;
    };
    std::list<Job> jobs_;
    std::deque<Part> soon_;
};
