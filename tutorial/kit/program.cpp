#include "tutorial/kit/program.hpp"

#include "tutorial/kit/compile.hpp"
#include "tutorial/kit/files.hpp"

namespace fs = std::filesystem;

std::optional<fs::path> find_source(const Exercise& exercise,
                                    const fs::path& folder) {
    std::optional<fs::path> found;
    for (const auto* kind : {".cpp", ".py"}) {
        const auto source = folder / (exercise.program() + kind);
        std::error_code error;
        if (!fs::is_regular_file(source, error)) continue;
        if (!found || fs::last_write_time(source) > fs::last_write_time(*found))
            found = source;
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

tl::expected<Program, std::string> build_program(const fs::path& source,
                                                 const fs::path& cache,
                                                 Interrupt& interrupt,
                                                 const std::string& python) {
    if (source.extension() != ".cpp")
        return Program{"exec " + python + ' ' + shell_word(source.string()) +
                           " {port}",
                       std::nullopt, false};
    const auto compiled = compile(source, cache, interrupt);
    if (!compiled) return tl::unexpected(compiled.error());
    return Program{"exec " + shell_word(compiled->string()) + " {port}",
                   std::nullopt, false};
}
