#include "tutorial/kit/exercises/program.hpp"

#include "tutorial/kit/exercises/compile.hpp"
#include "tutorial/kit/system/files.hpp"

#include <stdexcept>
#include <tuple>

namespace kit {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_source = 1024 * 1024;

} // namespace

bool is_as_handed_out(const Exercise& exercise, const fs::path& source) try {
    const auto starter = exercise.folder / "starter" / source.filename();
    return fs::exists(starter) &&
           read_file(source.string(), longest_source) ==
               read_file(starter.string(), longest_source);
} catch (const std::runtime_error&) {
    return false; // too long for a starter, or an editor just writes it
}

std::optional<fs::path> find_source(const Exercise& exercise,
                                    const fs::path& folder) {
    // In a copy of the folder all files may have the same time.
    const auto rank = [&](const fs::path& source) {
        return std::tuple(!is_as_handed_out(exercise, source),
                          fs::last_write_time(source));
    };
    std::optional<fs::path> found;
    for (const auto* kind : {".cpp", ".py"}) {
        const auto source = folder / (exercise.program() + kind);
        std::error_code error;
        if (!fs::is_regular_file(source, error)) continue;
        if (!found || rank(source) > rank(*found)) found = source;
    }
    return found;
}

std::optional<fs::path> other_source(const fs::path& source) {
    auto other = source;
    other.replace_extension(source.extension() == ".cpp" ? ".py" : ".cpp");
    std::error_code error;
    if (!fs::is_regular_file(other, error)) return std::nullopt;
    return other;
}

bool has_run_file(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(folder / "run", error);
}

Command command_in(const fs::path& folder, const std::string& line) {
    // An archive may have lost that the file can be executed.
    constexpr auto run = "if [ -x run ]; then exec ./run {port}; "
                         "else exec sh ./run {port}; fi";
    return Command{"cd " + shell_word(folder.string()) + " && " +
                   (line.empty() ? run : line)};
}

tl::expected<Command, std::string> build_program(const fs::path& source,
                                                 const fs::path& cache,
                                                 Interrupt& interrupt,
                                                 const std::string& python) {
    if (source.extension() != ".cpp")
        return Command{"exec " + python + ' ' + shell_word(source.string()) +
                       " {port}"};
    const auto compiled = compile(source, cache, interrupt);
    if (!compiled) return tl::unexpected(compiled.error());
    return Command{"exec " + shell_word(compiled->string()) + " {port}"};
}

} // namespace kit
