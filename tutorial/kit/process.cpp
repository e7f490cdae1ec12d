#include "tutorial/kit/process.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

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

Process::Process(const std::string& command) : output_(std::tmpfile()) {
    if (!output_)
        throw std::system_error(errno, std::generic_category(),
                                "cannot keep a program's output");
    fcntl(fileno(output_), F_SETFD, FD_CLOEXEC);
    group_ = fork();
    if (group_ < 0)
        throw std::system_error(errno, std::generic_category(),
                                "cannot start a program");
    if (group_ == 0) become(command.c_str(), fileno(output_));
    setpgid(group_, group_); // whoever of us two is first
}

Process::~Process() {
    kill(-group_, SIGTERM);
    for (int i = 0; i < 200 && !ended(); ++i) std::this_thread::sleep_for(5ms);
    kill(-group_, SIGKILL);
    if (!status_) waitpid(group_, nullptr, 0);
    std::fclose(output_);
}

std::optional<std::string> Process::ended() {
    int status = 0;
    if (!status_ && waitpid(group_, &status, WNOHANG) == group_)
        status_ = status;
    if (!status_) return std::nullopt;
    if (WIFSIGNALED(*status_))
        return "was ended by signal " + std::to_string(WTERMSIG(*status_));
    const int code = WEXITSTATUS(*status_);
    return "ended with exit code " + std::to_string(code) +
           (code == 127 ? " (there is no such program)" : "");
}

std::string Process::said() const {
    char portion[2048];
    const auto size = lseek(fileno(output_), 0, SEEK_END);
    const auto from =
        size > off_t{sizeof portion} ? size - off_t{sizeof portion} : off_t{0};
    const auto count = pread(fileno(output_), portion, sizeof portion, from);
    if (count <= 0) return {};
    std::string text(portion, static_cast<std::size_t>(count));
    if (from > 0) text.erase(0, text.find('\n') + 1);
    return text;
}

std::string replaced(std::string text, const std::string& name,
                     const std::string& value) {
    const auto mark = '{' + name + '}';
    for (auto at = text.find(mark); at != text.npos;
         at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
    return text;
}
