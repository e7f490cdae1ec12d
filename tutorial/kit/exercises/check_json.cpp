#include "tutorial/kit/exercises/check_report.hpp"

#include <nlohmann/json.hpp>

using nlohmann::ordered_json;

std::string to_json(const Exercise& exercise, const ExerciseResult& result,
                    std::uint32_t seed) {
    auto checks = ordered_json::array();
    unsigned of = 0;
    for (const auto& one : result.checks) {
        of += one.check->points;
        checks.push_back({{"name", one.check->name},
                          {"status", print(one.status)},
                          {"points", one.points},
                          {"of", one.check->points},
                          {"cut", one.cut ? print(*one.cut) : ""},
                          {"why", one.why}});
    }
    const ordered_json all = {{"version", 1},
                              {"exercise", exercise.number},
                              {"status", print(result.status)},
                              {"points", result.points},
                              {"of", of},
                              {"checks", std::move(checks)},
                              {"seed", seed}};
    // What a program sends need not be UTF-8.
    return all.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}
