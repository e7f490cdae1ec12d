#include "tutorial/kit/authors/lint/readme.hpp"

#include "tutorial/kit/authors/lint/link_check.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"
#include "tutorial/kit/exercises/exercise.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace kit::lint {

namespace {

constexpr long least_goals = 3;
constexpr long most_goals = 5;

/// Each chapter up to this one has a step.
constexpr unsigned long last_with_step = 12;

/// The sections of a chapter that have no minutes of their own.
const std::set<std::string> without_minutes{"What you will be able to do",
                                            "Exercises", "What you can now do"};

class Readme {
public:
    Readme(const Chapter& chapter, Problems& problems)
        : chapter_(chapter), page_(chapter.pages.front()), problems_(problems) {
    }

    void check_title() const;
    void check_minutes(unsigned exercises) const;
    void check_section_minutes(unsigned long own) const;
    void check_sections() const;
    void check_exercises() const;
    void check_console() const;

private:
    void report(std::size_t line, std::string what) const {
        problems_.push_back({page_.file, line, std::move(what)});
    }
    Section section(const std::string& heading) const;

    const Chapter& chapter_;
    const Page& page_;
    Problems& problems_;
};

void Readme::check_title() const {
    const auto begin = "# " + chapter_.number + ". ";
    if (page_.lines.empty() || !page_.lines[0].starts_with(begin) ||
        page_.lines[0].size() == begin.size())
        report(1, "the first line must be `" + begin + "Title`");
}

void Readme::check_minutes(unsigned exercises) const {
    static const pages::Regex form(
        R"(\*About (\d{1,3}) minutes, (\d{1,3}) with the exercises\.\*)");
    const auto second = std::find_if(
        page_.lines.begin() + (page_.lines.empty() ? 0 : 1), page_.lines.end(),
        [](const auto& line) { return !pages::is_blank(line); });
    const auto line =
        static_cast<std::size_t>(second - page_.lines.begin()) + 1;
    const auto found =
        second == page_.lines.end() ? std::nullopt : form.match(*second);
    if (!found)
        return report(line, "the second paragraph must be `*About 40 minutes, "
                            "60 with the exercises.*`");
    const auto own = std::stoul((*found)[1]);
    const auto all = std::stoul((*found)[2]);
    if (own + exercises != all)
        report(line, "the exercises take " + std::to_string(exercises) +
                         " minutes by their exercise.json, so it is " +
                         std::to_string(own + exercises) + " with them");
    check_section_minutes(own);
}

/// Checks that each section begins with its minutes, and that they add up to
/// the chapter's own.
void Readme::check_section_minutes(unsigned long own) const {
    static const pages::Regex form(R"(\*(\d{1,2}) minutes?\.\*)");
    unsigned long sum = 0;
    for (std::size_t i = 0; i < page_.prose.size(); ++i) {
        const std::string begin = "## ";
        if (!page_.prose[i].starts_with(begin) ||
            without_minutes.contains(page_.prose[i].substr(begin.size())))
            continue;
        const auto found = i + 2 < page_.prose.size()
                               ? form.match(page_.prose[i + 2])
                               : std::nullopt;
        if (!found)
            report(i + 1, "a section begins with its minutes: `*5 minutes.*`");
        else
            sum += std::stoul((*found)[1]);
    }
    if (sum != own)
        report(1, "the sections take " + std::to_string(sum) +
                      " minutes, and the chapter says " + std::to_string(own));
}

Section Readme::section(const std::string& heading) const {
    auto found = find_section(page_, heading);
    if (found.line == 0) report(0, "has no `## " + heading + "`");
    return found;
}

void Readme::check_sections() const {
    const auto goals = section("What you will be able to do");
    const auto count = std::ranges::count_if(goals.lines, [](const auto& line) {
        return line.starts_with("- ") || line.starts_with("* ");
    });
    if (goals.line > 0 && (count < least_goals || count > most_goals))
        report(goals.line, std::to_string(count) +
                               " goals; a chapter has 3 to 5, each on a line "
                               "that begins with `- `");
    const auto last = section("What you can now do");
    if (last.line > 0 && std::ranges::all_of(last.lines, pages::is_blank))
        report(last.line, "says nothing");
}

void Readme::check_exercises() const {
    const auto exercises = section("Exercises");
    const auto number = std::strtoul(chapter_.number.c_str(), nullptr, 10);
    const auto steps =
        std::ranges::count_if(chapter_.exercises, [](const auto& one) {
            return is_step_number(one.number);
        });
    if (steps == 0 && number <= last_with_step)
        report(0, "has no exercise " + chapter_.number +
                      ".0: a step that the reader writes before the page shows "
                      "it");
    const auto count = chapter_.exercises.size() - static_cast<size_t>(steps);
    if (count < 2)
        report(exercises.line,
               "a chapter has two exercises or more; here are " +
                   std::to_string(count));
    const auto links = find_links(page_);
    for (const auto& exercise : chapter_.exercises) {
        const auto task =
            "exercises/" + exercise.path.filename().string() + "/TASK.md";
        if (std::ranges::none_of(links, [&](const auto& link) {
                return link.target.starts_with(task);
            }))
            report(exercises.line, "no link to " + task);
    }
}

void Readme::check_console() const {
    if (std::ranges::none_of(page_.fences, [](const auto& fence) {
            return fence.info == "console run";
        }))
        report(0, "has no `console run` block; let the reader run something");
}

} // namespace

void check_readme(const Chapter& chapter, unsigned minutes,
                  Problems& problems) {
    if (chapter.pages.empty() || chapter.pages[0].file != chapter.readme())
        return; // that it is missing was said
    const Readme readme(chapter, problems);
    readme.check_title();
    readme.check_minutes(minutes);
    readme.check_sections();
    readme.check_exercises();
    readme.check_console();
}

} // namespace kit::lint
