#include "tutorial/kit/system/process.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

/// Octets of its output.
constexpr std::size_t kept = 2048;

/// In the child, between fork and exec: only what is safe there.
[[noreturn]] void become(const char* command, int output) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL); // should the kit be killed
    std::signal(SIGPIPE, SIG_DFL);
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    execl("/bin/sh", "sh", "-c", command, static_cast<char*>(nullptr));
    _exit(127);
}

} // namespace

Process::Process(const std::string& command) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(),
                                "cannot read a program's output");
    output_ = ends[0];
    fcntl(output_, F_SETFL, O_NONBLOCK);
    group_ = fork();
    if (group_ == 0) become(command.c_str(), ends[1]);
    const int trouble = errno;
    close(ends[1]);
    if (group_ < 0) {
        close(output_);
        throw std::system_error(trouble, std::generic_category(),
                                "cannot start a program");
    }
    setpgid(group_, group_); // whoever of us two is first
    reader_ = std::thread([this] {
        // A child that left the group may hold the pipe for ever.
        for (pollfd wait{output_, POLLIN, 0}; !over_;) {
            if (poll(&wait, 1, 50) > 0) drain();
            if ((wait.revents & POLLHUP) && !(wait.revents & POLLIN)) return;
        }
    });
}

Process::~Process() {
    kill(-group_, SIGTERM);
    for (int i = 0; i < 200 && !ended(); ++i) std::this_thread::sleep_for(5ms);
    kill(-group_, SIGKILL);
    if (!status_) waitpid(group_, nullptr, 0);
    over_ = true;
    reader_.join();
    close(output_);
}

std::optional<std::string> Process::ended() {
    int status = 0;
    if (!status_ && waitpid(group_, &status, WNOHANG) == group_)
        status_ = status;
    if (!status_) return std::nullopt;
    if (WIFSIGNALED(*status_))
        return "was ended by signal " + std::to_string(WTERMSIG(*status_)) +
               " (" + strsignal(WTERMSIG(*status_)) + ")";
    const int code = WEXITSTATUS(*status_);
    return "ended with exit code " + std::to_string(code) +
           (code == 127 ? " (there is no such program)" : "");
}

std::string Process::said() const {
    drain();
    const std::lock_guard lock(reading_);
    const auto cut = said_.size() > kept ? said_.size() - kept : 0;
    auto text = said_.substr(cut);
    if (cut > 0 || forgot_) text.erase(0, text.find('\n') + 1);
    return text;
}

void Process::drain() const {
    const std::lock_guard lock(reading_);
    char portion[4096];
    // As much as a pipe holds; more may be coming for ever.
    for (int i = 0; i < 16; ++i) {
        const auto count = read(output_, portion, sizeof portion);
        if (count <= 0) return;
        said_.append(portion, static_cast<std::size_t>(count));
        if (said_.size() < 16 * kept) continue;
        said_.erase(0, said_.size() - kept);
        forgot_ = true;
    }
}

std::string replaced(std::string text, const std::string& name,
                     const std::string& value) {
    const auto mark = '{' + name + '}';
    for (auto at = text.find(mark); at != text.npos;
         at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
    return text;
}
