#include "tutorial/kit/authors/lint/patch.hpp"

#include "tutorial/kit/authors/pages/regex.hpp"

#include <algorithm>

namespace kit::lint {

using pages::Problem;
using pages::Result;

namespace {

/// Returns the lines of a text with their ends; the last may have none.
std::vector<std::string> whole_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto size = end == text.npos ? text.size() : end + 1;
        lines.emplace_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

/// Returns a line as a message shows it.
std::string quoted(std::string line) {
    std::string more;
    if (!line.ends_with('\n'))
        more = " without an end";
    else
        line.pop_back();
    if (line.ends_with('\r')) {
        line.pop_back();
        more = " with CR";
    }
    return '`' + line + '`' + more;
}

/// Reads a patch from its first line to its last. Throws a Problem.
class PatchReader {
public:
    PatchReader(std::string file, std::string_view text)
        : lines_(whole_lines(text)) {
        patch_.file = std::move(file);
    }

    Patch read();

private:
    std::string line() const;
    bool begins(std::string_view with) const {
        return at_ < lines_.size() && lines_[at_].starts_with(with);
    }
    void read_comment();
    std::string read_name(const std::string& mark);
    void read_hunk();
    Patch::Line read_change();
    [[noreturn]] void fail(std::string what) const {
        throw Problem{patch_.file, at_ + 1, std::move(what)};
    }

    std::vector<std::string> lines_;
    std::size_t at_ = 0; ///< the line that is read next
    Patch patch_;
};

/// Returns the line that is read next, without its end.
std::string PatchReader::line() const {
    if (at_ == lines_.size()) fail("the patch ends too early");
    auto text = lines_[at_];
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

void PatchReader::read_comment() {
    for (; begins("# "); ++at_) patch_.comment.push_back(line().substr(2));
    if (patch_.comment.empty() || !patch_.comment[0].starts_with("Wrong: ")) {
        at_ = 0;
        fail("a patch begins with what is wrong in the program that it makes: "
             "`# Wrong: ...`");
    }
}

std::string PatchReader::read_name(const std::string& mark) {
    const auto text = line();
    const auto name = text.substr(std::min(text.size(), mark.size()));
    if (!text.starts_with(mark) || name.empty() ||
        name.find_first_of("/\t\r") != name.npos)
        fail("here stands the name of the file that is changed, without its "
             "folder: `" +
             mark + "server.py`");
    ++at_;
    return name;
}

/// Reads one line of a hunk, and the mark that it has no end, if that follows.
Patch::Line PatchReader::read_change() {
    const auto text = line();
    if (text.empty() || std::string_view(" -+").find(text[0]) == text.npos)
        fail("a line of a hunk begins with a blank, - or +; do the numbers "
             "behind @@ count its lines?");
    Patch::Line change{at_ + 1, text[0], text.substr(1) + '\n'};
    ++at_;
    if (begins("\\")) {
        change.text.pop_back();
        ++at_;
    }
    return change;
}

void PatchReader::read_hunk() {
    static const pages::Regex form(
        R"(@@ -(\d{1,6})(?:,(\d{1,6}))? \+(\d{1,6})(?:,(\d{1,6}))? @@)");
    const auto found = form.match(line());
    if (!found) fail("a hunk begins like `@@ -12,3 +12,4 @@`");
    const auto number = [&](std::size_t group) -> std::size_t {
        const auto& digits = (*found)[group];
        return digits.empty() ? 1 : std::stoul(digits);
    };
    auto old_lines = number(2);
    auto new_lines = number(4);
    Patch::Hunk hunk{at_ + 1, number(1), number(3), {}};
    // The number of an empty range is that of the line above it.
    if (old_lines > 0 && hunk.before-- == 0) fail("there is no line 0");
    if (new_lines > 0 && hunk.after-- == 0) fail("there is no line 0");
    ++at_;
    while (old_lines > 0 || new_lines > 0) {
        auto change = read_change();
        const bool is_old = change.mark != '+';
        const bool is_new = change.mark != '-';
        if ((is_old && old_lines-- == 0) || (is_new && new_lines-- == 0)) {
            --at_;
            fail("the hunk has more such lines than the numbers behind @@ say");
        }
        hunk.lines.push_back(std::move(change));
    }
    patch_.hunks.push_back(std::move(hunk));
}

Patch PatchReader::read() {
    read_comment();
    patch_.target = read_name("--- ");
    if (read_name("+++ ") != patch_.target) {
        --at_;
        fail("a patch changes one file; its name stands here, too");
    }
    do {
        read_hunk();
    } while (at_ < lines_.size());
    return std::move(patch_);
}

/// Makes the new text. Throws a Problem.
class PatchedText {
public:
    PatchedText(const Patch& patch, std::string_view text)
        : patch_(patch), old_(whole_lines(text)) {}

    std::string make();

private:
    void keep_until(const Patch::Hunk& hunk);
    void take(const Patch::Line& line);
    void put(const std::string& line, std::size_t number);
    [[noreturn]] void fail(std::size_t number, const std::string& what) const {
        throw Problem{patch_.file, number, what};
    }

    const Patch& patch_;
    std::vector<std::string> old_;
    std::size_t at_ = 0; ///< lines of `old_` that are done
    std::size_t made_lines_ = 0;
    std::string made_;
};

void PatchedText::put(const std::string& line, std::size_t number) {
    if (!made_.empty() && !made_.ends_with('\n'))
        fail(number, "the line above it has no end");
    made_ += line;
    ++made_lines_;
}

/// Adds the lines above a hunk.
void PatchedText::keep_until(const Patch::Hunk& hunk) {
    if (hunk.before < at_)
        fail(hunk.number, "the hunk begins above the end of the last one");
    if (hunk.before > old_.size())
        fail(hunk.number, patch_.target + " has " +
                              pages::counted(old_.size(), "line") + " only");
    while (at_ < hunk.before) put(old_[at_++], hunk.number);
    if (hunk.after != made_lines_)
        fail(hunk.number, "the new lines begin behind line " +
                              std::to_string(made_lines_) +
                              "; the number behind + says another");
}

/// Takes the next line of the old text, which must be as the patch has it.
void PatchedText::take(const Patch::Line& line) {
    if (at_ == old_.size())
        fail(line.number, patch_.target + " ends before this line");
    if (old_[at_] != line.text)
        fail(line.number, "line " + std::to_string(at_ + 1) + " of " +
                              patch_.target + " is " + quoted(old_[at_]) +
                              ", not " + quoted(line.text));
    ++at_;
}

std::string PatchedText::make() {
    for (const auto& hunk : patch_.hunks) {
        keep_until(hunk);
        for (const auto& line : hunk.lines) {
            if (line.mark != '+') take(line);
            if (line.mark != '-') put(line.text, line.number);
        }
    }
    const auto& last = patch_.hunks.back();
    while (at_ < old_.size()) put(old_[at_++], last.number);
    return std::move(made_);
}

} // namespace

Result<Patch> parse_patch(std::string file, std::string_view text) try {
    return PatchReader(std::move(file), text).read();
} catch (const Problem& problem) {
    return tl::unexpected(problem);
}

Result<std::string> apply_patch(const Patch& patch, std::string_view text) try {
    return PatchedText(patch, text).make();
} catch (const Problem& problem) {
    return tl::unexpected(problem);
}

} // namespace kit::lint
