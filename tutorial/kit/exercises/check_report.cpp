#include "tutorial/kit/exercises/check_report.hpp"

#include "common/transcript/show.hpp"
#include "tutorial/kit/exercises/course.hpp"

#include <algorithm>
#include <ostream>
#include <sstream>
#include <vector>

namespace kit {

namespace {

constexpr std::size_t shown_lines = 8;

std::string padded(std::string text, std::size_t columns) {
    const auto used = transcript::columns(text);
    if (used < columns) text.append(columns - used, ' ');
    return text;
}

std::string points(unsigned count) {
    return std::to_string(count) + (count == 1 ? " point" : " points");
}

/// Returns the last lines, without control characters.
std::string last_lines(const std::string& printed) {
    std::istringstream all(printed);
    std::vector<std::string> lines;
    for (std::string line; std::getline(all, line);) {
        for (char& octet : line)
            if (static_cast<unsigned char>(octet) < ' ') octet = ' ';
        lines.push_back("  " + transcript::shorten(line, 76) + '\n');
    }
    std::string shown;
    const auto skip = lines.size() - std::min(lines.size(), shown_lines);
    for (auto i = skip; i < lines.size(); ++i) shown += lines[i];
    return shown;
}

std::size_t name_width(const Exercise& exercise) {
    std::size_t width = 0;
    for (const auto& check : exercise.checks)
        width = std::max(width, transcript::columns(check.name));
    return width;
}

} // namespace

CheckReport::CheckReport(std::ostream& out, const Exercise& exercise)
    : out_(out), exercise_(exercise) {}

void CheckReport::untouched(const std::string& file, const std::string& other) {
    if (other.empty())
        out_ << file << " is still as you were given it.\n";
    else
        out_ << file << " and " << other << " are still as you were given "
             << "them. Write in\nthe one whose language you like; " << file
             << " is checked now.\n";
    out_ << std::endl;
}

void CheckReport::chose(const std::string& file, const std::string& other) {
    out_ << file << " is checked: it was changed after " << other << "."
         << std::endl;
}

void CheckReport::begin(std::uint32_t seed) {
    out_ << exercise_.number << ' ' << exercise_.title << " (seed " << seed
         << ")" << std::endl;
}

void CheckReport::checked(const CheckResult& result) {
    const auto name = padded(result.check->name, name_width(exercise_));
    if (result.verdict == Verdict::pass) {
        out_ << "ok   " << name << "  " << points(result.points) << std::endl;
        return;
    }
    if (result.verdict == Verdict::not_checked) {
        out_ << "--   " << name << "  not checked: " << result.why << std::endl;
        return;
    }
    out_ << "FAIL " << name;
    if (result.cut) out_ << "  cut " << print(*result.cut);
    if (explained_) {
        out_ << "  " << transcript::shorten(result.why, 200) << std::endl;
        return;
    }
    out_ << '\n';
    explain(result);
    explained_ = true;
}

void CheckReport::explain(const CheckResult& result) {
    out_ << '\n' << result.explanation << '\n';
    if (!result.picture.empty()) out_ << result.picture << '\n';
    const auto lines = shows_output_ ? last_lines(result.printed) : "";
    if (!lines.empty())
        out_ << "Your program printed at last:\n" << lines << '\n';
    if (!result.was_played) return; // it broke no rule
    const auto& check = *result.check;
    out_ << "Rule: " << check.rule << '\n';
    if (!check.link.empty())
        out_ << "Read: " << course_name(exercise_.folder / check.link) << '\n';
    out_ << "Hint: kit hint " << exercise_.number << "\n" << std::endl;
}

void CheckReport::refused(const std::string& file, const std::string& lines) {
    out_ << "FAIL your " << file << " does not compile:\n"
         << lines << std::endl;
}

void CheckReport::end(const ExerciseResult& result) {
    unsigned of = 0;
    for (const auto& check : result.checks) of += check.check->points;
    out_ << exercise_.number << ": " << result.points << " of " << points(of);
    if (const auto* failing = result.first_failing()) {
        out_ << "; begin with " << failing->check->name;
    } else if (result.verdict == Verdict::pass) {
        out_ << (result.is_whole ? ". Solved; compare: kit solution "
                                 : ". Now all of it: kit check ")
             << exercise_.number;
    }
    out_ << std::endl;
}

} // namespace kit
