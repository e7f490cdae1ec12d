#include "common/system/child.hpp"

#include "common/system/file.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace {

using namespace std::chrono_literals;

/// The exit code of a child that could not start, as in a shell.
constexpr int cannot_start = 127;

/// Returns pointers to the texts and a null at the end, as exec() wants them.
std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (auto& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

std::vector<std::string>
make_environment(const std::map<std::string, std::string>& additions) {
    std::vector<std::string> all;
    for (auto one = environ; *one != nullptr; ++one) {
        const std::string variable(*one);
        if (!additions.contains(variable.substr(0, variable.find('='))))
            all.push_back(variable);
    }
    for (const auto& [name, value] : additions)
        all.push_back(name + '=' + value);
    return all;
}

/// One start of a child. It allocates all memory before fork(): another thread
/// may hold the allocator's lock, and in the child that thread does not exist,
/// so the lock would stay locked.
class Start {
public:
    /// Called in the child: becomes the program, or does the job. Returns only
    /// if that fails, with errno set.
    using Become = std::function<void(Pipe& trouble)>;

    Start(const ChildOptions& options, const Become& become)
        : options_(options), become_(become), parent_(getpid()),
          null_(open("/dev/null", O_RDWR | O_CLOEXEC)), trouble_(make_pipe()) {
        for (const auto& [number, ours] : options.files) {
            above_files_ = number + 1; // the map is in order
            const bool is_null = ours == ChildOptions::nothing;
            files_.emplace_back(number, is_null ? null_.descriptor() : ours);
        }
        trouble_.write_end = out_of_the_way(trouble_.write_end.descriptor());
    }

    /// Returns the child's process number. `name` is for the exception.
    pid_t run(const std::string& name) {
        const pid_t child = ::fork();
        if (child == 0) run_in_child();
        int error = child < 0 ? errno : 0;
        trouble_.write_end = File();
        if (child > 0 && !read_trouble(error)) return child;
        if (child > 0) waitpid(child, nullptr, 0);
        throw std::system_error(error, std::generic_category(),
                                "cannot start " + name);
    }

private:
    [[noreturn]] void run_in_child() {
        if (tie_to_parent() && place_files() && enter_folder()) {
            if (options_.prepare) options_.prepare();
            become_(trouble_);
        }
        const int error = errno;
        const auto size =
            write(trouble_.write_end.descriptor(), &error, sizeof error);
        _exit(size > 0 ? cannot_start : 1);
    }

    bool tie_to_parent() {
        std::signal(SIGPIPE, SIG_DFL); // ours may be ignored
        if (!options_.ends_with_us) return true;
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        return getppid() == parent_; // else the parent has ended already
    }

    File out_of_the_way(int descriptor) const {
        return File(fcntl(descriptor, F_DUPFD_CLOEXEC, above_files_));
    }

    /// Gives the child its files. All are copied first, because one of ours
    /// may have the number that another shall get.
    bool place_files() {
        for (auto& [number, ours] : files_)
            ours = fcntl(ours, F_DUPFD_CLOEXEC, above_files_);
        return std::all_of(files_.begin(), files_.end(), [](const auto& file) {
            return dup2(file.second, file.first) >= 0;
        });
    }

    bool enter_folder() const {
        return options_.folder.empty() || chdir(options_.folder.c_str()) == 0;
    }

    /// Reads why the child could not start; false if it did start. Then the
    /// pipe ends without a word, because exec() closes it.
    bool read_trouble(int& error) const {
        ssize_t size = 0;
        do size = read(trouble_.read_end.descriptor(), &error, sizeof error);
        while (size < 0 && errno == EINTR);
        return size > 0;
    }

    const ChildOptions& options_;
    const Become& become_;
    pid_t parent_;
    File null_;
    std::vector<std::pair<int, int>> files_; ///< the child's number and ours
    int above_files_ = 0;
    Pipe trouble_;
};

} // namespace

std::string print(const Exit& exit) {
    if (exit.signal != 0)
        return "was ended by signal " + std::to_string(exit.signal) + " (" +
               strsignal(exit.signal) + ")";
    return "ended with exit code " + std::to_string(exit.code) +
           (exit.code == cannot_start ? " (there is no such program)" : "");
}

Child Child::start(Arguments arguments, const ChildOptions& options) {
    auto environment = make_environment(options.environment);
    const auto argv = pointers(arguments);
    const auto variables = pointers(environment);
    const Start::Become become = [&](Pipe&) {
        execvpe(argv.front(), argv.data(), variables.data());
    };
    return {Start(options, become).run(arguments.front()),
            options.ends_with_us};
}

Child Child::fork(const std::function<int()>& job,
                  const ChildOptions& options) {
    const Start::Become become = [&](Pipe& trouble) {
        trouble = Pipe();
        for (const auto& [name, value] : options.environment)
            setenv(name.c_str(), value.c_str(), 1);
        _exit(job());
    };
    return {Start(options, become).run("a job"), options.ends_with_us};
}

std::optional<pid_t> Child::wait_for_any() {
    siginfo_t info{};
    if (waitid(P_ALL, 0, &info, WEXITED | WNOWAIT) == 0) return info.si_pid;
    if (errno == EINTR) return std::nullopt;
    throw std::system_error(errno, std::generic_category(),
                            "cannot wait for a child");
}

Child::Child(Child&& other) noexcept
    : id_(std::exchange(other.id_, 0)), ends_with_us_(other.ends_with_us_) {}

Child& Child::operator=(Child&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(ends_with_us_, other.ends_with_us_);
    return *this;
}

Child::~Child() {
    if (id_ == 0) return;
    if (ends_with_us_) kill(SIGKILL);
    waitpid(id_, nullptr, ends_with_us_ ? 0 : WNOHANG);
}

std::optional<Exit> Child::ended() const {
    return look(WNOHANG);
}

Exit Child::wait() const {
    while (true)
        if (const auto exit = look(0)) return *exit;
}

std::optional<Exit> Child::look(int flags) const {
    siginfo_t info{};
    const auto id = static_cast<id_t>(id_);
    if (waitid(P_PID, id, &info, WEXITED | WNOWAIT | flags) != 0 &&
        errno != EINTR)
        throw std::system_error(errno, std::generic_category(),
                                "cannot wait for a child");
    if (info.si_pid == 0) return std::nullopt;
    if (info.si_code == CLD_EXITED) return Exit{info.si_status, 0};
    return Exit{0, info.si_status};
}

void Child::kill(int signal) const {
    ::kill(ends_with_us_ ? -id_ : id_, signal);
}

void Child::end(std::chrono::milliseconds patience) const {
    kill(SIGTERM);
    constexpr auto look_every = 5ms;
    for (auto left = patience; left > 0ms && !ended(); left -= look_every)
        std::this_thread::sleep_for(look_every);
    kill(SIGKILL);
}
