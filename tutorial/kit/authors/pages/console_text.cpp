#include "tutorial/kit/authors/pages/console_text.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"

#include <algorithm>

namespace kit::pages {

namespace {

constexpr std::string_view prompt = "$ ";

bool is_comment(std::string_view line) {
    return is_blank(line) || line.starts_with("# ") || line == "#";
}

bool in_background(const std::string& command) {
    static const Regex form(R"([^&]*(?:&&[^&]*)* &(?:\s+#.*)?)");
    return form.matches(command);
}

} // namespace

Result<ConsoleText> read_console(const Lines& body, const std::string& file,
                                 std::size_t line) {
    ConsoleText text;
    bool goes_on = false;
    for (const auto& one : body) {
        const auto number = line + static_cast<std::size_t>(&one - body.data());
        const auto typed = trim_end(one);
        if (goes_on || typed.starts_with(prompt)) {
            if (!goes_on) text.typed.push_back({number, {}, {}, false, {}});
            auto& last = text.typed.back();
            last.shown.push_back(typed);
            last.command += goes_on ? '\n' + typed : typed.substr(2);
            goes_on = typed.ends_with('\\');
        } else if (!text.typed.empty()) {
            text.typed.back().under.push_back(typed);
        } else if (is_comment(typed)) {
            text.head.push_back(typed);
        } else {
            return wrong(file, number,
                         "neither a command, which begins with `$ `, nor a "
                         "comment, which begins with `# `");
        }
    }
    if (text.typed.empty())
        return wrong(file, line, "no command; one begins with `$ `");
    if (goes_on)
        return wrong(file, text.typed.back().line,
                     "the command ends in a backslash, but no line follows");
    for (auto& one : text.typed) one.background = in_background(one.command);
    return text;
}

Lines comments_after(const Lines& under, const Lines& output) {
    if (under.size() >= output.size() &&
        std::equal(output.begin(), output.end(), under.begin())) {
        const Lines rest(under.begin() +
                             static_cast<std::ptrdiff_t>(output.size()),
                         under.end());
        if (std::ranges::all_of(rest, is_comment)) return rest;
    }
    const auto other =
        std::find_if_not(under.rbegin(), under.rend(), is_comment);
    Lines comments(other.base(), under.end());
    // The output may end in lines that look like comments.
    if (comments.size() <= output.size() &&
        std::equal(comments.rbegin(), comments.rend(), output.rbegin()))
        return {};
    return comments;
}

} // namespace kit::pages
