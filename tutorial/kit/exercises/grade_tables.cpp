#include "tutorial/kit/exercises/check_report.hpp"
#include "tutorial/kit/exercises/grade_one.hpp"

#include <algorithm>

namespace kit {

namespace {

std::vector<const Exercise*> exercises(const std::vector<Grade>& grades) {
    std::vector<const Exercise*> found;
    for (const auto& grade : grades) {
        const auto* one = grade.submission.exercise;
        if (one && std::ranges::find(found, one) == found.end())
            found.push_back(one);
    }
    std::ranges::sort(found, {}, &Exercise::number);
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
    cells.push_back(grade.comment);
}

} // namespace

Table short_table(const std::vector<Grade>& grades) {
    Table table({"name", "exercise", "points", "of", "hints", "comment"});
    for (const auto& grade : grades) {
        auto cells = first_cells(grade);
        add_last_cells(grade, cells);
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
    heads.insert(heads.end(), {"hints", "comment"});
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

} // namespace kit
