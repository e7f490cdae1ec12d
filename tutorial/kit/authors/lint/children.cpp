#include "tutorial/kit/authors/lint/children.hpp"

#include "common/system/child.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <sys/types.h>
#include <system_error>

namespace kit::lint {

namespace {

volatile std::sig_atomic_t interrupted = 0;

/// Lets Ctrl-C set `interrupted` while it exists.
class SignalHandler {
public:
    SignalHandler() {
        interrupted = 0;
        struct sigaction action {};
        action.sa_handler = [](int) { interrupted = 1; };
        sigaction(SIGINT, &action, &before_); // no SA_RESTART: wait() ends
    }
    ~SignalHandler() { sigaction(SIGINT, &before_, nullptr); }
    SignalHandler(const SignalHandler&) = delete;
    SignalHandler& operator=(const SignalHandler&) = delete;

private:
    struct sigaction before_ {};
};

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using Output = std::unique_ptr<std::FILE, Close>;

/// Does the job in the child, and returns the exit code.
int run(const Job& job, std::FILE* output) {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGPIPE, SIG_IGN); // as in main()
    bool good = true;
    std::string text;
    try {
        text = job();
    } catch (const std::exception& error) {
        good = false;
        text = error.what();
    } catch (...) {
        good = false;
        text = "interrupted";
    }
    std::fwrite(text.data(), 1, text.size(), output);
    std::fflush(output);
    return good ? 0 : 1;
}

std::string content(std::FILE* file) {
    std::rewind(file);
    std::string text;
    char portion[4096];
    for (std::size_t count = 1; count > 0;) {
        count = std::fread(portion, 1, sizeof portion, file);
        text.append(portion, count);
    }
    return text;
}

/// A job that runs in a child.
struct Running {
    std::size_t number;
    Output output;
    Child child;
};

JobResult result_of(const Running& running) {
    auto text = content(running.output.get());
    const auto exit = running.child.wait();
    if (exit == Exit{}) return text;
    if (exit.signal == 0) return tl::make_unexpected(std::move(text));
    return tl::make_unexpected("the kit itself " + print(exit));
}

class Children {
public:
    void start(std::size_t number, const Job& job);
    /// Waits until a job has ended, and adds what it returned. False when
    /// nothing but a signal came.
    bool wait(std::vector<JobResult>& results);
    void end_all();
    std::size_t count() const { return running_.size(); }

private:
    std::map<pid_t, Running> running_;
};

void Children::start(std::size_t number, const Job& job) {
    Output output(std::tmpfile());
    if (!output)
        throw std::system_error(errno, std::generic_category(),
                                "cannot make a file");
    auto child =
        Child::fork([&job, file = output.get()] { return run(job, file); });
    const auto id = child.id();
    running_.emplace(id, Running{number, std::move(output), std::move(child)});
}

bool Children::wait(std::vector<JobResult>& results) {
    const auto ended = Child::wait_for_any();
    if (!ended) return false;
    const auto found = running_.find(*ended);
    if (found == running_.end()) return false;
    results[found->second.number] = result_of(found->second);
    running_.erase(found);
    return true;
}

void Children::end_all() {
    for (const auto& [id, running] : running_) running.child.kill(SIGTERM);
    for (const auto& [id, running] : running_) running.child.wait();
    running_.clear();
}

} // namespace

std::vector<JobResult>
run_in_children(const std::vector<Job>& jobs, std::size_t at_once,
                const std::function<void(std::size_t)>& done) {
    const SignalHandler handler;
    Children children;
    std::vector<JobResult> results(jobs.size());
    std::size_t started = 0;
    std::size_t ended = 0;
    while (ended < jobs.size()) {
        while (started < jobs.size() && children.count() < at_once) {
            children.start(started, jobs[started]);
            ++started;
        }
        if (children.wait(results)) done(++ended);
        if (interrupted == 0) continue;
        children.end_all();
        throw Interrupt::Asked{};
    }
    return results;
}

} // namespace kit::lint
