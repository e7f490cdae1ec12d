#include "tutorial/kit/authors/lint/children.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace lint {

namespace {

volatile std::sig_atomic_t interrupted = 0;

/// While it exists, Ctrl-C sets `interrupted`.
class Ear {
public:
    Ear() {
        interrupted = 0;
        struct sigaction action {};
        action.sa_handler = [](int) { interrupted = 1; };
        sigaction(SIGINT, &action, &before_); // no SA_RESTART: wait() ends
    }
    ~Ear() { sigaction(SIGINT, &before_, nullptr); }
    Ear(const Ear&) = delete;
    Ear& operator=(const Ear&) = delete;

private:
    struct sigaction before_ {};
};

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

struct Child {
    std::size_t job;
    File output;
};

[[noreturn]] void become(const Job& job, std::FILE* output) {
    prctl(PR_SET_PDEATHSIG, SIGTERM); // should the kit be killed
    std::signal(SIGINT, SIG_DFL);
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
    _exit(good ? 0 : 1);
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

class Children {
public:
    void start(std::size_t number, const Job& job);
    /// The job that ended; nothing but a signal came when it is `none`.
    std::size_t wait(std::vector<JobResult>& results);
    void end_all();
    std::size_t count() const { return children_.size(); }

    static constexpr auto none = static_cast<std::size_t>(-1);

private:
    std::map<pid_t, Child> children_;
};

void Children::start(std::size_t number, const Job& job) {
    File output(std::tmpfile());
    const auto child = output ? fork() : -1;
    if (child < 0)
        throw std::system_error(errno, std::generic_category(),
                                "cannot start a child");
    if (child == 0) become(job, output.get());
    children_.emplace(child, Child{number, std::move(output)});
}

std::size_t Children::wait(std::vector<JobResult>& results) {
    int status = 0;
    const auto ended = ::wait(&status);
    const auto found = children_.find(ended);
    if (found == children_.end()) return none;
    const auto number = found->second.job;
    auto text = content(found->second.output.get());
    children_.erase(found);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        results[number] = std::move(text);
    else if (WIFEXITED(status))
        results[number] = tl::make_unexpected(std::move(text));
    else
        results[number] =
            tl::make_unexpected("the kit itself was ended by signal " +
                                std::to_string(WTERMSIG(status)));
    return number;
}

void Children::end_all() {
    for (const auto& [child, state] : children_) kill(child, SIGTERM);
    for (const auto& [child, state] : children_) waitpid(child, nullptr, 0);
    children_.clear();
}

} // namespace

std::vector<JobResult>
run_in_children(const std::vector<Job>& jobs, std::size_t at_once,
                const std::function<void(std::size_t)>& done) {
    const Ear ear;
    Children children;
    std::vector<JobResult> results(jobs.size());
    std::size_t started = 0;
    std::size_t ended = 0;
    while (ended < jobs.size()) {
        while (started < jobs.size() && children.count() < at_once) {
            children.start(started, jobs[started]);
            ++started;
        }
        if (children.wait(results) != Children::none) done(++ended);
        if (interrupted == 0) continue;
        children.end_all();
        throw Interrupted{};
    }
    return results;
}

} // namespace lint
