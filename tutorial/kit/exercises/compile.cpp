#include "tutorial/kit/exercises/compile.hpp"

#include "tutorial/kit/system/files.hpp"
#include "tutorial/kit/system/process.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <unistd.h>
#include <vector>

namespace kit {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

constexpr auto longest_compilation = 120s;
constexpr std::size_t longest_source = 1024 * 1024;
constexpr int shown_lines = 12;
constexpr int no_such_program = 127; ///< a shell's exit code

std::string compiler() {
    const char* const chosen = std::getenv("CXX");
    return chosen && *chosen ? chosen : "g++";
}

std::vector<std::string> libraries() {
    std::vector<std::string> names;
    std::istringstream all(KIT_LIBRARIES);
    for (std::string name; std::getline(all, name, ':');) names.push_back(name);
    return names;
}

/// Returns the beginning of the command, up to the name of the source.
std::string options() {
    return compiler() +
           " -std=c++20 -O1 -Wall -pthread "
           "-fdiagnostics-color=never " KIT_COMPILE_OPTIONS " -I" +
           shell_word(KIT_PROJECT_FOLDER);
}

/// Hashes the contents of files with FNV-1a.
class Key {
public:
    void add(const std::string& text) {
        for (const char octet : text + '\0')
            hash_ =
                (hash_ ^ static_cast<unsigned char>(octet)) * 1099511628211u;
    }
    std::string text() const {
        std::ostringstream out;
        out << std::hex << hash_;
        return out.str();
    }

private:
    std::uint64_t hash_ = 14695981039346656037u;
};

std::string key(const fs::path& source) {
    Key key;
    key.add(options());
    std::vector<fs::path> files{source};
    for (const auto& beside : fs::directory_iterator(source.parent_path()))
        if (beside.path().extension() == ".hpp" ||
            beside.path().extension() == ".h")
            files.push_back(beside.path());
    std::sort(files.begin() + 1, files.end());
    for (const auto& file : files)
        key.add(read_file(file.string(), longest_source));
    for (const auto& library : libraries())
        key.add(std::to_string(
            fs::last_write_time(library).time_since_epoch().count()));
    return key.text();
}

std::string first_lines(const fs::path& log, const fs::path& source) {
    std::string text;
    try {
        text = read_file(log.string(), longest_source);
    } catch (const std::runtime_error&) {
        return "  (more than can be shown)\n";
    }
    // The student knows the file by its name alone.
    const auto folder = source.parent_path().string() + '/';
    for (auto at = text.find(folder); at != text.npos; at = text.find(folder))
        text.erase(at, folder.size());
    std::istringstream lines(text);
    std::string shown;
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        if (count < shown_lines) shown += "  " + line + '\n';
    if (count > shown_lines)
        shown += "  … and " + std::to_string(count - shown_lines) + " lines\n";
    return shown;
}

/// Runs the compiler. Returns how it ended; nothing when it took too long.
std::optional<Exit> run(const std::string& command, Interrupt& interrupt) {
    Process compiler(command);
    const auto until = std::chrono::steady_clock::now() + longest_compilation;
    while (std::chrono::steady_clock::now() < until) {
        if (const auto exit = compiler.ended()) return exit;
        interrupt.wait(10ms);
    }
    return std::nullopt;
}

/// Gives the program a plain name, so that it can be started by hand:
/// `.build/client`.
void name_plainly(const fs::path& program, const fs::path& name,
                  const fs::path& unfinished) {
    fs::remove(unfinished);
    fs::create_symlink(program.filename(), unfinished);
    fs::rename(unfinished, name);
}

} // namespace

tl::expected<fs::path, std::string>
compile(const fs::path& source, const fs::path& cache, Interrupt& interrupt) {
    fs::create_directories(cache);
    const auto program = cache / (source.stem().string() + '-' + key(source));
    // Another kit or thread may compile the same file at the same time.
    static std::atomic<unsigned> count = 0;
    const auto unfinished = program.string() + '.' + std::to_string(getpid()) +
                            '.' + std::to_string(++count);
    if (fs::exists(program)) {
        name_plainly(program, cache / source.stem(), unfinished);
        return program;
    }
    const auto log = unfinished + ".log";
    auto command = "exec " + options() + ' ' + shell_word(source.string()) +
                   " -o " + shell_word(unfinished) + " -Wl,--start-group";
    for (const auto& library : libraries())
        command += ' ' + shell_word(library);
    // These libraries need OpenSSL's base64.
    command += " -Wl,--end-group -lcrypto >" + shell_word(log) + " 2>&1";
    const auto exit = run(command, interrupt);
    const bool good = exit == Exit{};
    const auto lines = good ? "" : first_lines(log, source);
    fs::remove(log);
    if (good) {
        fs::rename(unfinished, program);
        name_plainly(program, cache / source.stem(), unfinished);
        return program;
    }
    if (exit && exit->code == no_such_program)
        throw std::runtime_error(
            "there is no compiler '" + compiler() +
            "'; install g++, or say which one: CXX=clang++ kit check");
    if (!lines.empty()) return tl::unexpected(lines);
    return tl::unexpected(
        "  the compiler " +
        (exit ? print(*exit)
              : "did not end within two minutes. Is this computer busy? "
                "Then try again") +
        '\n');
}

} // namespace kit
