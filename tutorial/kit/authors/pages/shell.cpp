#include "tutorial/kit/authors/pages/shell.hpp"

#include "tutorial/kit/authors/pages/loopback.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"
#include "tutorial/kit/system/proc.hpp"

#include <fstream>
#include <poll.h>
#include <sstream>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace kit::pages {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// The script that bash runs. It evaluates one file after the other in itself,
/// so that `cd` and variables last, and answers with the exit code and `$!`.
constexpr auto loop = R"loop(while IFS= read -r -u 8 _file; do
eval "$(<"$_file")" >"$_file.out" 2>&1 </dev/null 8<&- 9>&-
printf '%s %s\n' "$?" "${!:-0}" >&9
done)loop";

constexpr rlim_t most_written = 16U << 20U; ///< octets of a file

/// Returns the text without bash's notices of background commands that were
/// killed.
std::string without_notices(const std::string& text) {
    static const Regex notice(
        R"(bash: line \d+: +\d+ (Terminated|Killed|Hangup)[^\n]*\n)");
    return notice.replace(text, "");
}

} // namespace

Shell::Shell(const Variables& variables, Interrupt& interrupt)
    : interrupt_(interrupt) {
    std::filesystem::create_directory(folder());
    auto commands = make_pipe();
    auto ends = make_pipe();
    ChildOptions options;
    options.files = {{8, commands.read_end.descriptor()},
                     {9, ends.write_end.descriptor()}};
    options.environment = variables;
    options.environment["BASH_ENV"] = ""; // it would be read first
    options.folder = folder();
    options.prepare = [] {
        const bool is_private = enter_private_loopback();
        const std::string_view network = is_private ? "private\n" : "shared\n";
        const rlimit sizes{most_written, most_written};
        setrlimit(RLIMIT_FSIZE, &sizes);
        if (write(9, network.data(), network.size()) < 0) _exit(1);
    };
    shell_ = Child::start({"bash", "--norc", "--noprofile", "-c", loop, "bash"},
                          options);
    commands_ = std::move(commands.write_end);
    ends_ = std::move(ends.read_end);
    private_loopback_ = read_line(5s) == "private";
}

Shell::~Shell() {
    commands_ = File(); // an idle shell ends by itself
    shell_->end(500ms);
    shell_.reset();
}

std::string Shell::read_line(std::chrono::milliseconds limit) {
    constexpr int look_every = 50; // ms
    std::string line;
    const auto end = Clock::now() + limit;
    while (!line.ends_with('\n')) {
        interrupt_.throw_if_asked();
        if (Clock::now() >= end) return {};
        pollfd one{ends_.descriptor(), POLLIN, 0};
        if (poll(&one, 1, look_every) <= 0) continue;
        char octet = 0;
        if (read(ends_.descriptor(), &octet, 1) != 1) return {};
        line += octet;
    }
    line.pop_back();
    return line;
}

std::string Shell::printed() const {
    std::ifstream file(files_.path() / (std::to_string(typed_) + ".out"));
    std::string text(most_output + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return without_notices(text);
}

tl::expected<Shell::CommandEnd, std::string>
Shell::type(const std::string& command, std::chrono::milliseconds limit) {
    const auto name = files_.path() / std::to_string(++typed_);
    std::ofstream(name) << command << '\n';
    const auto line = name.string() + '\n';
    if (!write_all(commands_, line))
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
    CommandEnd command_end{};
    words >> command_end.exit_code >> command_end.last_background;
    if (command_end.exit_code == 127)
        return tl::make_unexpected("there is no such program:\n" + printed());
    return command_end;
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
    const auto before = listening_sockets(shell_->id());
    const auto answer = type(command, limit);
    if (!answer) return tl::make_unexpected(answer.error());
    const auto end = Clock::now() + start_limit;
    while (listening_sockets(shell_->id()) <= before &&
           !has_ended(answer->last_background) && Clock::now() < end)
        interrupt_.wait(5ms);
    return {};
}

} // namespace kit::pages
