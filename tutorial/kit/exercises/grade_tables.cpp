#include "tutorial/kit/exercises/check_report.hpp"
#include "tutorial/kit/exercises/grade_one.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace kit {

namespace {

/// Its chapter, and its place there: 2.1 comes before 10.1. The examination is
/// the last.
std::pair<unsigned long, unsigned long> place(const Exercise* exercise) {
    if (exercise->is_examination())
        return {std::numeric_limits<unsigned long>::max(), 0};
    const auto& number = exercise->number;
    return {std::stoul(number),
            std::stoul(number.substr(number.find('.') + 1))};
}

std::vector<const Exercise*> exercises(const std::vector<Grade>& grades) {
    std::vector<const Exercise*> found;
    for (const auto& grade : grades) {
        const auto* one = grade.submission.exercise;
        if (one && std::ranges::find(found, one) == found.end())
            found.push_back(one);
    }
    std::ranges::sort(found, {}, place);
    return found;
}

std::vector<std::string> first_cells(const Grade& grade) {
    const auto* exercise = grade.submission.exercise;
    return {grade.submission.student, exercise ? exercise->number : "",
            std::to_string(grade.result.points),
            exercise ? std::to_string(exercise->points()) : ""};
}

std::string points(const Grade& grade, const Exercise::Check& check) {
    for (const auto& result : grade.result.checks)
        if (result.check == &check) return std::to_string(result.points);
    return "";
}

void add_last_cells(const Grade& grade, std::vector<std::string>& cells) {
    cells.push_back(std::to_string(grade.progress.hints));
    cells.push_back(grade.progress.gave_up ? "yes" : "no");
    cells.push_back(grade.same_as);
    cells.push_back(grade.comment);
}

const std::vector<std::string> last_heads{"hints", "gave_up", "same_as",
                                          "comment"};

} // namespace

Table short_table(const std::vector<Grade>& grades) {
    Table table({"name", "exercise", "points", "of", "hints", "comment"});
    for (const auto& grade : grades) {
        auto cells = first_cells(grade);
        cells.push_back(std::to_string(grade.progress.hints));
        cells.push_back(grade.comment +
                        (grade.same_as.empty() ? "" : " [the same file: ") +
                        grade.same_as + (grade.same_as.empty() ? "" : "]"));
        table.add(std::move(cells));
    }
    return table;
}

Table long_table(const std::vector<Grade>& grades) {
    const auto all = exercises(grades);
    std::vector<std::string> heads{"name", "exercise", "points", "of"};
    for (const auto* exercise : all)
        for (const auto& check : exercise->checks)
            heads.push_back(
                (all.size() > 1 ? exercise->number + ' ' : std::string()) +
                check.name);
    heads.insert(heads.end(), last_heads.begin(), last_heads.end());
    Table table(std::move(heads));
    for (const auto& grade : grades) {
        auto cells = first_cells(grade);
        for (const auto* exercise : all)
            for (const auto& check : exercise->checks)
                cells.push_back(points(grade, check));
        add_last_cells(grade, cells);
        table.add(std::move(cells));
    }
    return table;
}

Table totals_table(const std::vector<Grade>& grades) {
    const auto all = exercises(grades);
    std::vector<std::string> heads{"name",   "points", "of",
                                   "solved", "hints",  "gave_up"};
    unsigned of = 0;
    for (const auto* exercise : all) {
        heads.push_back(exercise->number);
        of += exercise->points();
    }
    Table table(std::move(heads));
    for (auto first = grades.begin(); first != grades.end();) {
        const auto& name = first->submission.student;
        const auto last = std::find_if(first, grades.end(), [&](const auto& g) {
            return g.submission.student != name;
        });
        const std::vector<Grade> own(first, last);
        unsigned points = 0, solved = 0, hints = 0, gave_up = 0;
        std::vector<std::string> each(all.size());
        for (const auto& grade : own) {
            points += grade.result.points;
            solved += grade.result.verdict == Verdict::pass;
            hints += grade.progress.hints;
            gave_up += grade.progress.gave_up;
            for (std::size_t i = 0; i < all.size(); ++i)
                if (all[i] == grade.submission.exercise)
                    each[i] = std::to_string(grade.result.points);
        }
        std::vector<std::string> cells{name};
        for (const auto number : {points, of, solved, hints, gave_up})
            cells.push_back(std::to_string(number));
        cells.insert(cells.end(), each.begin(), each.end());
        table.add(std::move(cells));
        first = last;
    }
    return table;
}

} // namespace kit
