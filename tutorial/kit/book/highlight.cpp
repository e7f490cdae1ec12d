#include "tutorial/kit/book/highlight.hpp"

#include "tutorial/kit/book/html.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

namespace kit::book {

/// The parts of a language that have a colour of their own.
struct Highlighter::Language {
    std::string_view comment; ///< begins one that lasts to the end of the line
    std::set<std::string_view> keywords;
    /// A part that may last over several lines: its beginning, its end, its
    /// mark.
    struct Long {
        std::string_view begin, end, mark;
    };
    std::vector<Long> several_lines;
    bool directives = false; ///< a line that begins with `#` is one keyword
};

namespace {

std::string marked_as(std::string_view mark, std::string_view text) {
    const std::string name(mark);
    return '<' + name + '>' + html(text) + "</" + name + '>';
}

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// Returns the size of the text between quotes that `text` begins with.
std::size_t quoted(std::string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == text[0])
            return i + 1;
    }
    return text.size();
}

} // namespace

Highlighter::Highlighter(std::string_view language) : language_(nullptr) {
    static const Language cpp{
        "//",
        {"alignas",   "asm",       "auto",      "bool",
         "break",     "case",      "catch",     "char",
         "class",     "co_await",  "co_return", "co_yield",
         "const",     "constexpr", "continue",  "default",
         "delete",    "do",        "double",    "else",
         "enum",      "explicit",  "extern",    "false",
         "float",     "for",       "friend",    "if",
         "inline",    "int",       "long",      "mutable",
         "namespace", "new",       "noexcept",  "nullptr",
         "operator",  "override",  "private",   "protected",
         "public",    "requires",  "return",    "short",
         "signed",    "sizeof",    "static",    "static_assert",
         "struct",    "switch",    "template",  "this",
         "throw",     "true",      "try",       "typedef",
         "typename",  "union",     "unsigned",  "using",
         "virtual",   "void",      "volatile",  "while",
         "concept"},
        {{"/*", "*/", "i"}, {"R\"(", ")\"", "em"}},
        true};
    static const Language python{
        "#",
        {"and",      "as",       "assert",  "async", "await",  "break",
         "class",    "continue", "def",     "del",   "elif",   "else",
         "except",   "False",    "finally", "for",   "from",   "global",
         "if",       "import",   "in",      "is",    "lambda", "None",
         "nonlocal", "not",      "or",      "pass",  "raise",  "return",
         "True",     "try",      "while",   "with",  "yield"},
        {{"\"\"\"", "\"\"\"", "em"}, {"'''", "'''", "em"}}};
    static const Language shell{"#",
                                {"case", "do", "done", "elif", "else", "esac",
                                 "exit", "fi", "for", "if", "in", "return",
                                 "then", "while"},
                                {}};
    if (language == "cpp" || language == "hpp") language_ = &cpp;
    if (language == "py" || language == "python") language_ = &python;
    if (language == "sh" || language == "build") language_ = &shell;
}

std::string Highlighter::line(std::string_view text) {
    if (language_ == nullptr) return html(text);
    std::string marked;
    if (end_.empty() && language_->directives && text.starts_with('#')) {
        const auto word = std::min(text.find(' '), text.size());
        marked = marked_as("b", text.substr(0, word));
        text.remove_prefix(word);
    }
    while (!text.empty())
        if (!ends_here(text, marked)) take(text, marked);
    return marked;
}

/// Takes what is open from an earlier line, up to its end. False if nothing is
/// open.
bool Highlighter::ends_here(std::string_view& text, std::string& marked) {
    if (end_.empty()) return false;
    const auto end = text.find(end_);
    const auto size = end == text.npos ? text.size() : end + end_.size();
    marked += marked_as(mark_, text.substr(0, size));
    text.remove_prefix(size);
    if (end != text.npos) end_ = {};
    return true;
}

/// Takes one word, text, comment or sign.
void Highlighter::take(std::string_view& text, std::string& marked) {
    const auto as = [&](std::string_view mark, std::size_t size) {
        const auto part = text.substr(0, size);
        marked += mark.empty() ? html(part) : marked_as(mark, part);
        text.remove_prefix(size);
    };
    for (const auto& [begin, end, mark] : language_->several_lines) {
        if (!text.starts_with(begin)) continue;
        const auto found = text.find(end, begin.size());
        if (found != text.npos) return as(mark, found + end.size());
        end_ = end;
        mark_ = mark;
        return as(mark, text.size());
    }
    if (text.starts_with(language_->comment)) return as("i", text.size());
    if (text[0] == '"' || text[0] == '\'') return as("em", quoted(text));
    std::size_t size = 0;
    // A quote between digits stands in a number: 1'000.
    while (size < text.size() &&
           (is_word(text[size]) ||
            (size > 0 && text[size] == '\'' && std::isdigit(text[0]))))
        ++size;
    if (size == 0) return as("", 1);
    as(language_->keywords.contains(text.substr(0, size)) ? "b" : "", size);
}

std::string highlight(const std::vector<std::string>& lines,
                      std::string_view language) {
    Highlighter highlighter(language);
    std::string all;
    for (const auto& line : lines) all += highlighter.line(line) + '\n';
    return all;
}

std::string language_of(const std::string& file) {
    const std::filesystem::path path(file);
    const auto extension = path.extension().string();
    return extension.empty() ? "sh" : extension.substr(1);
}

} // namespace kit::book
