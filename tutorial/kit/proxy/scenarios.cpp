#include "tutorial/kit/proxy/scenarios.hpp"

#include "common/transcript/limits.hpp"
#include "tutorial/kit/proxy/parse.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <stdexcept>

namespace kit::proxy {

namespace fs = std::filesystem;

std::vector<Scenario> read_scenarios(const fs::path& folder) {
    std::vector<Scenario> all;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto& path = entry.path();
        if (path.extension() != ".fault") continue;
        auto scenario = parse(
            read_file(path.string(), transcript::limits::file), path.stem());
        if (!scenario) throw std::runtime_error(scenario.error());
        all.push_back(*std::move(scenario));
    }
    if (all.empty())
        throw std::runtime_error(folder.string() + ": holds no .fault file");
    std::ranges::sort(all, {}, &Scenario::name);
    return all;
}

const std::vector<std::string> examination{
    "exists",       "exists-before-plus",   "bare-plus",
    "exists-split", "idle-ended-by-server", "bye",
    "closed",       "idle-refused"};

std::vector<Scenario> chosen(const std::vector<Scenario>& all,
                             const std::vector<std::string>& names) {
    std::vector<Scenario> some;
    for (const auto& name : names) {
        if (name == "all") {
            some.insert(some.end(), all.begin(), all.end());
            continue;
        }
        if (name == "examination") {
            const auto eight = chosen(all, examination);
            some.insert(some.end(), eight.begin(), eight.end());
            continue;
        }
        const auto it = std::ranges::find(all, name, &Scenario::name);
        if (it == all.end())
            throw std::runtime_error("there is no fault '" + name +
                                     "'; kit fault --list names them");
        some.push_back(*it);
    }
    return some;
}

} // namespace kit::proxy
