#include "common/transcript/unbound.hpp"

namespace transcript {

namespace {

/// Returns the lines of a step: one, those of a group, or none.
std::vector<Line> lines(const Step& step) {
    if (const auto* line = std::get_if<Line>(&step.what)) return {*line};
    const auto* group = std::get_if<AnyOrder>(&step.what);
    return group ? group->lines : std::vector<Line>{};
}

std::vector<Name> names(const Line& line) {
    std::vector<Name> found;
    for (const auto& piece : line.text)
        if (const auto* name = std::get_if<Name>(&piece))
            found.push_back(*name);
    return found;
}

} // namespace

std::set<std::string> unbound_names(const Transcript& transcript, Side plays,
                                    const Names& given) {
    std::set<std::string> bound;
    std::set<std::string> unbound;
    for (const auto& [name, value] : given) bound.insert(name);
    for (const auto& step : transcript.steps) {
        for (const auto& line : lines(step)) {
            for (const auto& name : names(line)) {
                for (const auto& other : name.unlike)
                    if (!bound.contains(other)) unbound.insert(other);
                if (line.from != plays && name.plus == 0)
                    bound.insert(name.name);
                else if (!name.value && !bound.contains(name.name))
                    unbound.insert(name.name);
            }
        }
    }
    return unbound;
}

bool says_name(const Transcript& transcript, const std::string& name) {
    for (const auto& step : transcript.steps)
        for (const auto& line : lines(step))
            for (const auto& found : names(line))
                if (found.name == name) return true;
    return false;
}

} // namespace transcript
