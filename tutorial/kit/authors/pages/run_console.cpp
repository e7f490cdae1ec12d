#include "tutorial/kit/authors/pages/block.hpp"
#include "tutorial/kit/authors/pages/console_text.hpp"
#include "tutorial/kit/authors/pages/shell.hpp"
#include "tutorial/kit/system/files.hpp"

namespace kit::pages {

namespace {

void replace_all(std::string& text, const std::string& from,
                 const std::string& to) {
    for (auto at = text.find(from); at != text.npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

Shell::Variables variables(const ProjectFolders& folders,
                           const std::filesystem::path& chapter) {
    return {{"PATH", search_path(folders, chapter)},
            {"CHAPTER", chapter.string()},
            {"KIT_TUTORIAL", folders.tutorial.string()},
            {"LC_ALL", "C.UTF-8"},
            {"TZ", "UTC"},
            {"TERM", "dumb"},
            {"COLUMNS", "80"}};
}

/// Types the commands of one block into one shell.
class Run {
public:
    Run(const std::string& page, Making& making)
        : page_(page), making_(making),
          shell_(variables(making.folders, chapter_of(page)),
                 making.interrupt) {
        if (!shell_.has_private_loopback()) making.shared_loopback = true;
    }

    /// Returns the lines that belong under the prompt.
    Result<Lines> type(const TypedCommand& typed) {
        if (typed.background) {
            const auto started =
                shell_.run_in_background(typed.command, making_.limit);
            if (!started) return problem(typed, started.error());
            return comments_after(typed.under, {});
        }
        const auto printed = shell_.run(typed.command, making_.limit);
        if (!printed) return problem(typed, printed.error());
        auto lines = output(*printed);
        for (const auto& line : lines)
            if (line.starts_with("$ "))
                return problem(typed,
                               "the command prints a line that begins with "
                               "`$ `, as a prompt does; pipe it through sed");
        const auto comments = comments_after(typed.under, lines);
        lines.insert(lines.end(), comments.begin(), comments.end());
        return lines;
    }

private:
    tl::unexpected<Problem> problem(const TypedCommand& typed,
                                    std::string what) {
        return wrong(page_, typed.line, trim_end(std::move(what)));
    }

    /// Returns the output as it is on every machine: without the names of
    /// folders above the project's.
    Lines output(std::string text) const {
        replace_all(text, making_.folders.project.string() + '/', "");
        replace_all(text, shell_.folder(), "~");
        auto lines = split_lines(text);
        for (auto& line : lines) line = trim_end(std::move(line));
        while (!lines.empty() && lines.back().empty()) lines.pop_back();
        return lines;
    }

    const std::string& page_;
    Making& making_;
    Shell shell_;
};

} // namespace

Result<Lines> run_console(const Fence& fence, const std::string& page,
                          Making& making) {
    const auto text = read_console(fence.body, page, fence.line + 1);
    if (!text) return tl::make_unexpected(text.error());
    Run run(page, making);
    auto lines = text->head;
    for (const auto& typed : text->typed) {
        const auto under = run.type(typed);
        if (!under) return under;
        lines.insert(lines.end(), typed.shown.begin(), typed.shown.end());
        lines.insert(lines.end(), under->begin(), under->end());
    }
    return trim_blank_lines(lines);
}

} // namespace kit::pages
