#include "tutorial/kit/system/proc.hpp"

#include <fstream>
#include <string>

namespace kit {

char state_of(const std::filesystem::path& folder) {
    std::ifstream file(folder / "stat");
    std::string text;
    std::getline(file, text);
    const auto name_end = text.rfind(") "); // a name may hold anything
    if (name_end == text.npos || name_end + 2 >= text.size()) return '\0';
    return text[name_end + 2];
}

bool has_ended(pid_t process) {
    const auto state = state_of("/proc/" + std::to_string(process));
    return state == 'Z' || state == '\0';
}

std::vector<pid_t> children_of(const std::filesystem::path& thread) {
    std::ifstream file(thread / "children");
    std::vector<pid_t> children;
    for (pid_t child = 0; file >> child;) children.push_back(child);
    return children;
}

} // namespace kit
