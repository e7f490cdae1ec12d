#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kit::book {

/// Marks the words of a program in HTML, line by line: `<b>` for keywords,
/// `<em>` for text between quotes, `<i>` for comments. It knows words, not
/// grammar, which is enough to read by.
class Highlighter {
public:
    /// `language` is that of a fence, or the extension of a file: "cpp", "py".
    /// Lines of a language that it does not know are left plain.
    explicit Highlighter(std::string_view language);

    /// Returns the next line.
    std::string line(std::string_view text);

private:
    struct Language;

    bool ends_here(std::string_view& text, std::string& marked);
    void take(std::string_view& text, std::string& marked);

    const Language* language_;
    std::string_view end_;  ///< what ends the text or comment that is open
    std::string_view mark_; ///< how that is marked
};

/// Returns the lines of a program, each with LF at its end.
std::string highlight(const std::vector<std::string>& lines,
                      std::string_view language);

/// Returns the language of a file, by its name.
std::string language_of(const std::string& file);

} // namespace kit::book
