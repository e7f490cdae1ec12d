#include "tutorial/kit/authors/pages/shell.hpp"

#include "tutorial/kit/authors/pages/loopback.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace pages {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// What bash runs: it evaluates one file after the other in itself, so that
/// `cd` and variables last, and answers with the exit code and `$!`.
constexpr auto loop = R"loop(while IFS= read -r -u 8 _file; do
eval "$(<"$_file")" >"$_file.out" 2>&1 </dev/null 8<&- 9>&-
printf '%s %s\n' "$?" "${!:-0}" >&9
done)loop";

constexpr rlim_t most_written = 16U << 20U; ///< octets in a file

void check(bool good, const char* what) {
    if (!good) throw std::system_error(errno, std::generic_category(), what);
}

/// Without what bash says of a background command that was killed.
std::string without_notices(const std::string& text) {
    static const Regex notice(
        R"(bash: line \d+: +\d+ (Terminated|Killed|Hangup)[^\n]*\n)");
    return notice.replace(text, "");
}

} // namespace

Shell::Shell(const Variables& variables, Interrupt& interrupt)
    : interrupt_(interrupt) {
    auto name =
        (std::filesystem::temp_directory_path() / "kit-XXXXXX").string();
    check(mkdtemp(name.data()) != nullptr, "cannot make a folder");
    files_ = name;
    std::filesystem::create_directory(files_ / "work");
    start(variables);
    private_loopback_ = read_line(5s) == "private";
}

Shell::~Shell() {
    close(commands_); // an idle shell ends by itself
    kill(-shell_, SIGTERM);
    const auto gone = [this] {
        return waitpid(shell_, nullptr, WNOHANG) == shell_;
    };
    bool ended = gone();
    for (int i = 0; i < 100 && !ended; ++i, ended = gone())
        std::this_thread::sleep_for(5ms);
    kill(-shell_, SIGKILL);
    if (!ended) waitpid(shell_, nullptr, 0);
    close(answers_);
    std::error_code ignored;
    std::filesystem::remove_all(files_, ignored);
}

void Shell::start(const Variables& variables) {
    int to[2];
    int from[2];
    check(pipe2(to, O_CLOEXEC) == 0 && pipe2(from, O_CLOEXEC) == 0,
          "cannot make a pipe");
    shell_ = fork();
    check(shell_ >= 0, "cannot start a shell");
    if (shell_ == 0) become(variables, to[0], from[1]);
    setpgid(shell_, shell_); // whoever of us two is first
    close(to[0]);
    close(from[1]);
    commands_ = to[1];
    answers_ = from[0];
}

void Shell::become(const Variables& variables, int read_end, int write_end) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL); // should the kit be killed
    std::signal(SIGPIPE, SIG_DFL);
    const bool is_private = enter_private_loopback();
    const std::string network = is_private ? "private\n" : "shared\n";
    const rlimit sizes{most_written, most_written};
    setrlimit(RLIMIT_FSIZE, &sizes);
    unsetenv("BASH_ENV");
    for (const auto& [name, value] : variables)
        setenv(name.c_str(), value.c_str(), 1);
    // Twice, since either may be 8 or 9 already.
    const int commands = fcntl(read_end, F_DUPFD_CLOEXEC, 10);
    const int answers = fcntl(write_end, F_DUPFD_CLOEXEC, 10);
    if (write(answers, network.data(), network.size()) > 0 &&
        dup2(commands, 8) == 8 && dup2(answers, 9) == 9 &&
        chdir((files_ / "work").c_str()) == 0)
        execlp("bash", "bash", "--norc", "--noprofile", "-c", loop, "bash",
               static_cast<char*>(nullptr));
    _exit(127);
}

std::string Shell::read_line(std::chrono::milliseconds limit) {
    constexpr int look_every = 50; // ms
    std::string line;
    const auto end = Clock::now() + limit;
    while (!line.ends_with('\n')) {
        interrupt_.look();
        if (Clock::now() >= end) return {};
        pollfd one{answers_, POLLIN, 0};
        if (poll(&one, 1, look_every) <= 0) continue;
        char octet = 0;
        if (read(answers_, &octet, 1) != 1) return {};
        line += octet;
    }
    line.pop_back();
    return line;
}

std::string Shell::printed() const {
    std::ifstream file(files_ / (std::to_string(typed_) + ".out"));
    std::string text(most_output + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return without_notices(text);
}

tl::expected<Shell::Answer, std::string>
Shell::type(const std::string& command, std::chrono::milliseconds limit) {
    const auto name = files_ / std::to_string(++typed_);
    std::ofstream(name) << command << '\n';
    const auto line = name.string() + '\n';
    if (write(commands_, line.data(), line.size()) < 0)
        return tl::make_unexpected("the shell has ended");
    const auto end = Clock::now() + limit;
    const auto answer = read_line(limit);
    if (answer.empty()) {
        const bool ended = Clock::now() < end;
        const auto seconds = std::chrono::floor<std::chrono::seconds>(limit);
        return tl::make_unexpected(
            (ended ? "the command ended the shell"
                   : "the command did not end within " +
                         std::to_string(seconds.count()) + " s") +
            "; it printed:\n" + printed());
    }
    std::istringstream words(answer);
    Answer read{};
    words >> read.status >> read.last_background;
    if (read.status == 127)
        return tl::make_unexpected("there is no such program:\n" + printed());
    return read;
}

tl::expected<std::string, std::string>
Shell::run(const std::string& command, std::chrono::milliseconds limit) {
    const auto answer = type(command, limit);
    if (!answer) return tl::make_unexpected(answer.error());
    auto text = printed();
    if (text.size() > most_output)
        return tl::make_unexpected("the command prints more than " +
                                   std::to_string(most_output) + " octets");
    return text;
}

tl::expected<void, std::string>
Shell::run_in_background(const std::string& command,
                         std::chrono::milliseconds limit) {
    const auto before = listening_sockets(shell_);
    const auto answer = type(command, limit);
    if (!answer) return tl::make_unexpected(answer.error());
    const auto end = Clock::now() + start_limit;
    while (listening_sockets(shell_) <= before &&
           !has_ended(answer->last_background) && Clock::now() < end)
        interrupt_.wait(5ms);
    return {};
}

} // namespace pages
