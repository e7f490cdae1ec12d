#include "tutorial/kit/exercises/check_report.hpp"
#include "tutorial/kit/exercises/grade_one.hpp"

#include <nlohmann/json.hpp>

namespace kit {

using nlohmann::ordered_json;

namespace {

ordered_json json_of(const Exercise& exercise, const ExerciseResult& result,
                     std::uint32_t seed) {
    auto checks = ordered_json::array();
    unsigned of = 0;
    for (const auto& one : result.checks) {
        of += one.check->points;
        checks.push_back({{"name", one.check->name},
                          {"status", print(one.verdict)},
                          {"points", one.points},
                          {"of", one.check->points},
                          {"cut", one.cut ? print(*one.cut) : ""},
                          {"why", one.why}});
    }
    return {{"version", 1},
            {"exercise", exercise.number},
            {"status", print(result.verdict)},
            {"points", result.points},
            {"of", of},
            {"checks", std::move(checks)},
            {"seed", seed}};
}

/// Returns the text; without an indent it is one line. Octets of a program that
/// are no UTF-8 are replaced.
std::string dump(const ordered_json& json, int indent = -1) {
    return json.dump(indent, ' ', false,
                     ordered_json::error_handler_t::replace);
}

} // namespace

std::string to_json(const Exercise& exercise, const ExerciseResult& result,
                    std::uint32_t seed) {
    return dump(json_of(exercise, result, seed));
}

std::string to_json(const std::vector<Grade>& grades) {
    auto all = ordered_json::array();
    for (const auto& grade : grades) {
        const auto* exercise = grade.submission.exercise;
        ordered_json one = {{"name", grade.submission.student}};
        if (exercise) one.update(json_of(*exercise, grade.result, 1));
        one["of"] = exercise ? exercise->points() : 0;
        one["hints"] = grade.progress.hints;
        one["gave_up"] = grade.progress.gave_up;
        one["same_as"] = grade.same_as;
        one["comment"] = grade.comment;
        all.push_back(std::move(one));
    }
    return dump({{"version", 1}, {"grades", std::move(all)}}, 2) + '\n';
}

} // namespace kit
