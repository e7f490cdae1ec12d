#include "tutorial/kit/authors/lint/wrong_program.hpp"

#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/authors/lint/patch.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/system/files.hpp"

#include <stdexcept>

namespace kit::lint {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_octets = 1U << 20U;

} // namespace

bool is_wrong_program(const fs::path& file) {
    return file.extension() == ".cpp" || file.extension() == ".py" ||
           file.extension() == ".patch";
}

pages::Result<WrongProgram> read_wrong(const fs::path& file) {
    const auto text = read_file(file.string(), most_octets);
    if (file.extension() != ".patch")
        return WrongProgram{file, file.filename(), text};
    const auto patch = parse_patch(file.string(), text);
    if (!patch) return tl::unexpected(patch.error());
    const auto solution =
        file.parent_path().parent_path() / "solution" / patch->target;
    if (!fs::is_regular_file(solution))
        return pages::wrong(file.string(), 0,
                            "there is no solution/" + patch->target +
                                " that it changes");
    const auto made =
        apply_patch(*patch, read_file(solution.string(), most_octets));
    if (!made) return tl::unexpected(made.error());
    const bool is_python = solution.extension() == ".py";
    std::string head;
    for (const auto& line : patch->comment)
        head += (is_python ? "# " : "// ") + line + '\n';
    return WrongProgram{file, patch->target, head + *made};
}

WrongProgram find_wrong(const std::string& name) {
    const auto slash = name.find('/');
    if (slash == name.npos)
        throw std::runtime_error("which one of " + name + "? Write " + name +
                                 "/NAME, as it is named in the folder wrong");
    const auto exercise = load_exercise(name.substr(0, slash));
    const ExerciseFolder folder{exercise.folder, exercise.number,
                                exercise.name};
    const auto stem = name.substr(slash + 1);
    std::string known;
    for (const auto& file : folder.files("wrong")) {
        if (!is_wrong_program(file)) continue;
        known += (known.empty() ? "" : ", ") + file.stem().string();
        if (file.stem() != stem) continue;
        auto program = read_wrong(file);
        if (!program) throw std::runtime_error(print(program.error()));
        return std::move(*program);
    }
    throw std::runtime_error("there is no wrong program " + name +
                             "; there are " + known);
}

} // namespace kit::lint
