#pragma once

#include <idle-hands/watch.hpp>

#include <coroutine>
#include <deque>
#include <exception>
#include <utility>

namespace idle_hands {

/// A coroutine: it runs at once up to its first `co_await`, and then whenever
/// the loop has what it waits for. It ends with this object at the latest, so
/// keep the object until the loop has run.
class [[nodiscard]] Task {
public:
    // [promise]
    struct promise_type {
        std::exception_ptr thrown;

        Task get_return_object() {
            return Task(
                std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { thrown = std::current_exception(); }
    };
    // [/promise]

    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    Task& operator=(Task&&) = delete;
    ~Task() {
        if (handle_) handle_.destroy();
    }

    bool done() const { return handle_.done(); }

    /// Throws what the coroutine has thrown.
    void check() const {
        if (handle_.promise().thrown)
            std::rethrow_exception(handle_.promise().thrown);
    }

private:
    explicit Task(std::coroutine_handle<promise_type> handle)
        : handle_(handle) {}

    std::coroutine_handle<promise_type> handle_;
};

/// A mailbox for one coroutine. It must not outlive the loop.
class Mailbox {
    /// The news that a coroutine waits for, and the coroutine that waits.
    struct State {
        std::vector<Message> listed;
        std::deque<Message> news;
        std::string failed;
        bool all_listed = false;
        std::coroutine_handle<> waiting;
    };

    // [awaiter]
    /// The object behind `co_await`. A handler of the watch may come before the
    /// coroutine waits; then there is nothing to wait for.
    template<class Value>
    struct Awaiter {
        std::shared_ptr<State> state;
        bool (*is_there)(const State&);
        Value (*take)(State&);

        Awaiter(std::shared_ptr<State> of, bool (*test)(const State&),
                Value (*get)(State&))
            : state(std::move(of)), is_there(test), take(get) {}
        Awaiter(const Awaiter&) = delete;
        ~Awaiter() { state->waiting = {}; }

        bool await_ready() const {
            return !state->failed.empty() || is_there(*state);
        }
        void await_suspend(std::coroutine_handle<> coroutine) {
            state->waiting = coroutine;
        }
        Value await_resume() {
            if (!state->failed.empty()) throw Error(state->failed);
            return take(*state);
        }
    };
    // [/awaiter]

public:
    Mailbox(Loop& loop, MailboxOptions options)
        : loop_(loop), watch_(loop, with_all(std::move(options)), handlers()) {}

    /// `co_await` it once: returns the messages that are there. Throws an Error
    /// if the server cannot be reached, or does not let us in.
    auto list() {
        return Awaiter<std::vector<Message>>(
            state_, [](const State& state) { return state.all_listed; },
            [](State& state) { return std::exchange(state.listed, {}); });
    }

    /// `co_await` it as often as you like: returns the next message that comes.
    /// A connection that is lost then is made again.
    auto next() {
        return Awaiter<Message>(
            state_, [](const State& state) { return !state.news.empty(); },
            [](State& state) {
                auto first = std::move(state.news.front());
                state.news.pop_front();
                return first;
            });
    }

private:
    static MailboxOptions with_all(MailboxOptions options) {
        options.all = true;
        options.remember = false;
        return options;
    }

    // [handlers]
    /// The same handlers as a program without coroutines has.
    Handlers handlers() {
        return {.message =
                    [this](const Message& message) {
                        if (!state_->all_listed)
                            return state_->listed.push_back(message);
                        state_->news.push_back(message);
                        wake();
                    },
                .waiting =
                    [this] {
                        if (std::exchange(state_->all_listed, true)) return;
                        wake();
                    },
                .disconnected =
                    [this](const std::string& why, auto) {
                        if (state_->all_listed) return;
                        state_->failed = why;
                        wake();
                    }};
    }

    /// The coroutine may destroy this mailbox, so it goes on from the loop and
    /// not from within a handler.
    void wake() {
        loop_.after({}, [state = state_] {
            if (const auto coroutine = std::exchange(state->waiting, {}))
                coroutine.resume();
        });
    }
    // [/handlers]

    Loop& loop_;
    std::shared_ptr<State> state_ = std::make_shared<State>();
    Watch watch_;
};

} // namespace idle_hands
