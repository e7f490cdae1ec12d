#pragma once

#include <exception>
#include <functional>
#include <pthread.h>

/// Runs `work` on a thread that has 1 MiB of stack, an eighth of what a program
/// has: recursion that somebody else can make deep ends there by a crash. An
/// exception of `work` is thrown here.
inline void on_small_stack(std::function<void()> work) {
    struct Job {
        std::function<void()> work;
        std::exception_ptr thrown;
    } job{std::move(work), nullptr};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, std::size_t{1} << 20);
    pthread_t thread;
    const auto run = [](void* argument) -> void* {
        auto& given = *static_cast<Job*>(argument);
        try {
            given.work();
        } catch (...) {
            given.thrown = std::current_exception();
        }
        return nullptr;
    };
    const int failed = pthread_create(&thread, &attributes, run, &job);
    pthread_attr_destroy(&attributes);
    if (failed) std::terminate();
    pthread_join(thread, nullptr);
    if (job.thrown) std::rethrow_exception(job.thrown);
}
